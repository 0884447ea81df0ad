package dev.corral.server.run;

import dev.corral.server.metrics.JobGauge;
import dev.corral.server.metrics.JobSums;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// One host in [HostTurns], with its waiting items. Not thread-safe.
///
/// ```
///   idle ──item──> in turns ──its turn, item taken──> in turns | busy (no items, or its share runs)
///                     │ ▲
///     held, or no token │ └── its time has come
///                     ▼ │
///                   asleep
/// ```
///
/// @param <T> what is queued
final class Lane<T> {
    final String host;
    final @Nullable Pace pace;
    final ArrayDeque<T> items = new ArrayDeque<>();
    /// Items that were taken and are not done.
    int running;
    /// Items that come back at a time of their own.
    int delayed;
    /// Whether it stands among the hosts whose turn comes.
    boolean inTurns;
    /// Whether the queue looks after it at a set time, and when.
    private boolean asleep;

    private long wakeNanos;
    private boolean held;
    private long heldUntilNanos;

    Lane(String host, @Nullable Pace pace) {
        this.host = host;
        this.pace = pace;
    }

    /// It is to be looked after at that time; false if it will be by then.
    boolean sleepUntil(long nanos) {
        if (asleep && wakeNanos - nanos <= 0) {
            return false;
        }
        asleep = true;
        wakeNanos = nanos;
        return true;
    }

    /// Somebody looks after it; false if that was to be at another time, and this one was given up.
    boolean wakes(long atNanos) {
        boolean right = asleep && wakeNanos == atNanos;
        asleep &= !right;
        return right;
    }

    boolean isHeld() {
        return held;
    }

    /// Nothing of it runs before that moment. A longer hold stays; true if it was not held before.
    boolean hold(long untilNanos) {
        boolean fresh = !held;
        if (fresh || untilNanos - heldUntilNanos > 0) {
            heldUntilNanos = untilNanos;
        }
        held = true;
        return fresh;
    }

    /// Lets go of a hold that is over; true if it did.
    boolean release(long nowNanos) {
        boolean over = held && heldUntilNanos - nowNanos <= 0;
        held &= !over;
        return over;
    }

    /// Lets go of a hold whether it is over or not; true if there was one.
    boolean drop() {
        boolean was = held;
        held = false;
        return was;
    }

    /// From when one of its items may run, as far as time goes; now, if at once.
    long freeAtNanos(long nowNanos) {
        long at = nowNanos;
        if (held && heldUntilNanos - at > 0) {
            at = heldUntilNanos;
        }
        return pace != null && pace.freeAtNanos() - at > 0 ? pace.freeAtNanos() : at;
    }

    /// Adds how it stands.
    ///
    /// @param ready what those of its items wait for that may run as far as it is concerned
    void addTo(JobSums sums, int perHost, JobGauge ready) {
        int places = Math.max(0, perHost - running);
        int fit = Math.min(items.size(), places);
        sums.add(inTurns ? ready : held ? JobGauge.WAITS_FOR_RETRY_AFTER : JobGauge.WAITS_FOR_RATE, fit);
        boolean paused = ready == JobGauge.WAITS_WHILE_PAUSED;
        sums.add(paused ? ready : JobGauge.WAITS_FOR_HOST, (long) items.size() - fit);
        sums.add(JobGauge.WAITS_FOR_RETRY, delayed);
        sums.add(JobGauge.JOB_PERMITS_USED, running);
        sums.add(JobGauge.HOST_PERMITS_USED, running);
        sums.add(JobGauge.HOST_PERMITS, items.isEmpty() && running == 0 ? 0 : perHost);
        sums.add(JobGauge.HOSTS_BUSY, running > 0 ? 1 : 0);
        sums.add(JobGauge.HOSTS_FULL, places == 0 ? 1 : 0);
    }

    boolean isIdle() {
        return items.isEmpty() && running == 0 && delayed == 0;
    }

    /// When it can be forgotten if it stays idle; now, if at once.
    long forgettableAtNanos(long nowNanos) {
        long at = held && heldUntilNanos - nowNanos > 0 ? heldUntilNanos : nowNanos;
        return pace != null && pace.restedAtNanos() - at > 0 ? pace.restedAtNanos() : at;
    }
}
