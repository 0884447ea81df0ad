package dev.corral.server.fetch;

import dev.corral.nursery.Clock;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;

/// The time limits of all attempts of one event loop, under one timer: limits are set far more often than they are
/// reached. The timer stands at a moment before which no limit is reached; when it rings, all attempts are looked at,
/// and it is set anew. Confined to the loop.
final class TimeLimits {
    private static final long NO_TIMER = -1;
    private static final int NOWHERE = -1;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Vertx vertx;
    private final Clock clock;
    /// In no order: each knows its place.
    private final List<Limited> all = new ArrayList<>();

    private long timerId = NO_TIMER;
    private long timerNanos;

    /// Something with a limit.
    abstract static class Limited {
        private int place = NOWHERE;

        /// When its time comes, by the clock; it may move later without a word, and earlier with [TimeLimits#sooner].
        abstract long dueNanos();

        /// Its time has come. It may remove itself, and others.
        abstract void due(long nowNanos);
    }

    TimeLimits(Vertx vertx, Clock clock) {
        this.vertx = vertx;
        this.clock = clock;
    }

    long nanoTime() {
        return clock.nanoTime();
    }

    void add(Limited limited) {
        limited.place = all.size();
        all.add(limited);
        sooner(limited);
    }

    /// Does nothing if it is not there.
    void remove(Limited limited) {
        if (limited.place == NOWHERE) {
            return;
        }
        Limited last = all.getLast();
        all.set(limited.place, last);
        last.place = limited.place;
        all.removeLast();
        limited.place = NOWHERE;
    }

    /// Its limit may be nearer than it was.
    void sooner(Limited limited) {
        long dueNanos = limited.dueNanos();
        if (timerId == NO_TIMER || dueNanos - timerNanos < 0) {
            arm(dueNanos);
        }
    }

    private void arm(long atNanos) {
        if (timerId != NO_TIMER) {
            vertx.cancelTimer(timerId);
        }
        timerNanos = atNanos;
        // Rounded up: a timer must not ring before its time.
        long delayMillis = Math.max(1, (atNanos - clock.nanoTime() + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
        timerId = vertx.setTimer(delayMillis, ignored -> ring());
    }

    private void ring() {
        timerId = NO_TIMER;
        long nowNanos = clock.nanoTime();
        List<Limited> over = new ArrayList<>();
        for (Limited each : all) {
            if (each.dueNanos() - nowNanos <= 0) {
                over.add(each);
            }
        }
        over.forEach(each -> each.due(nowNanos));
        all.forEach(this::sooner);
    }
}
