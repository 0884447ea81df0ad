package dev.corral.server.run;

import dev.corral.server.job.Rate;
import dev.corral.server.metrics.JobGauge;
import dev.corral.server.metrics.JobSums;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Whose turn it is among hosts with waiting items, by their shares, rates and holds, and when somebody's
/// time comes. Knows no clock: every call is told the time. Not thread-safe: [ReadyQueue] guards it.
///
/// @param <T> what waits
final class HostTurns<T> {
    /// Hosts without items that are remembered for their hold or rate; beyond that they are forgotten early,
    /// so that a job over ever new hosts cannot grow for ever.
    private static final int MAX_REMEMBERED = 1 << 16;

    /// A host that is waited for.
    record Waiting(String host, String why, long untilNanos) {}

    /// An item on its way back.
    record Return<T>(String host, T item, long atNanos) {}

    /// Something to look after at a time: an item that comes back, or, without item, a host.
    private record Due<T>(
            long atNanos,
            long number,
            Lane<T> lane,
            @Nullable T item) {}

    private final int perHost;
    private final Rate rate;
    private final LongAdder heldHosts;
    private final @Nullable Pace pace;
    private final Map<String, Lane<T>> lanes = new HashMap<>();
    private final ArrayDeque<Lane<T>> turns = new ArrayDeque<>();
    private final PriorityQueue<Due<T>> dues = new PriorityQueue<>((a, b) -> {
        long byTime = a.atNanos() - b.atNanos();
        return byTime == 0 ? Long.compare(a.number(), b.number()) : Long.signum(byTime);
    });
    private long lastNumber;
    private int size;

    /// @param perHost items of one host that may be taken and not done
    /// @param heldHosts counts the hosts that are held now
    HostTurns(int perHost, Rate rate, LongAdder heldHosts, long nowNanos) {
        this.perHost = perHost;
        this.rate = rate;
        this.heldHosts = heldHosts;
        this.pace = pace(rate.perSecond(), nowNanos);
    }

    private @Nullable Pace pace(@Nullable Double perSecond, long nowNanos) {
        return perSecond == null ? null : new Pace(perSecond, rate.burst(), nowNanos);
    }

    /// Items that wait, those that come back included.
    int size() {
        return size;
    }

    void add(String host, T item, long nowNanos) {
        Lane<T> lane = lane(host, nowNanos);
        lane.items.add(item);
        size++;
        offerTurn(lane, nowNanos);
    }

    /// Takes the next item that may be taken now; null if there is none.
    @Nullable
    Claim<T> next(long nowNanos) {
        lookAfter(nowNanos);
        if (pace != null && pace.freeAtNanos() - nowNanos > 0) {
            return null;
        }
        for (Lane<T> lane = turns.poll(); lane != null; lane = turns.poll()) {
            lane.inTurns = false;
            if (lane.freeAtNanos(nowNanos) - nowNanos <= 0) {
                return claim(lane, nowNanos);
            }
            sleep(lane, nowNanos);
        }
        return null;
    }

    private Claim<T> claim(Lane<T> lane, long nowNanos) {
        T item = lane.items.remove();
        lane.running++;
        size--;
        if (pace != null) {
            pace.pass(nowNanos);
        }
        if (lane.pace != null) {
            lane.pace.pass(nowNanos);
        }
        offerTurn(lane, nowNanos);
        return new Claim<>(item, lane);
    }

    /// What was taken is done.
    void done(Lane<T> lane, long nowNanos) {
        lane.running--;
        offerTurn(lane, nowNanos);
    }

    /// What was taken waits on, at the head of its host. What it took of a rate is not given back.
    void putBack(Lane<T> lane, T item, long nowNanos) {
        lane.running--;
        lane.items.addFirst(item);
        size++;
        offerTurn(lane, nowNanos);
    }

    /// What was taken comes back at a time, to the head of a host.
    void comesBack(Lane<T> from, Return<T> back, long nowNanos) {
        Lane<T> to = lane(back.host(), nowNanos);
        to.delayed++;
        size++;
        dues.add(new Due<>(back.atNanos(), ++lastNumber, to, back.item()));
        done(from, nowNanos);
        offerTurn(to, nowNanos);
    }

    /// What was taken goes to the head of a host.
    void moves(Lane<T> from, String host, T item, long nowNanos) {
        Lane<T> to = lane(host, nowNanos);
        to.items.addFirst(item);
        size++;
        done(from, nowNanos);
        offerTurn(to, nowNanos);
    }

    /// Nothing of this host may be taken before that time.
    void hold(String host, long untilNanos, long nowNanos) {
        Lane<T> lane = lane(host, nowNanos);
        if (lane.hold(untilNanos)) {
            heldHosts.increment();
        }
        if (lane.inTurns) {
            turns.remove(lane);
            lane.inTurns = false;
        }
        sleep(lane, nowNanos);
    }

    /// When something may be taken that may not now; null if time alone changes nothing.
    @Nullable
    Long nextTimeNanos() {
        Due<T> first = dues.peek();
        Long at = first == null ? null : (Long) first.atNanos();
        if (pace == null || turns.isEmpty()) {
            return at;
        }
        long free = pace.freeAtNanos();
        return at == null || free - at < 0 ? (Long) free : at;
    }

    /// The hosts that items wait for because of time, those that are waited for longest first.
    List<Waiting> waiting(int atMost, long nowNanos) {
        Map<String, Waiting> byHost = new HashMap<>();
        for (Due<T> due : dues) {
            Lane<T> lane = due.lane();
            if (due.item() != null) {
                longer(byHost, new Waiting(lane.host, "retry", due.atNanos()));
            } else if (!lane.items.isEmpty() || lane.delayed > 0) {
                longer(byHost, new Waiting(lane.host, lane.isHeld() ? "retry_after" : "rate", due.atNanos()));
            }
        }
        return byHost.values().stream()
                .sorted(Comparator.comparingLong((Waiting one) -> nowNanos - one.untilNanos()))
                .limit(atMost)
                .toList();
    }

    private static void longer(Map<String, Waiting> byHost, Waiting one) {
        byHost.merge(one.host(), one, (a, b) -> a.untilNanos() - b.untilNanos() >= 0 ? a : b);
    }

    /// Adds how it stands: what its items wait for, and how many are taken.
    ///
    /// @param ready what items wait for that could be taken now
    void addTo(JobSums sums, JobGauge ready, long nowNanos) {
        boolean paced = pace != null && pace.freeAtNanos() - nowNanos > 0;
        for (Lane<T> lane : lanes.values()) {
            lane.addTo(sums, perHost, paced ? JobGauge.WAITS_FOR_RATE : ready);
        }
    }

    /// Lets go of everything.
    void clear() {
        for (Lane<T> lane : lanes.values()) {
            if (lane.drop()) {
                heldHosts.decrement();
            }
        }
        lanes.clear();
        dues.clear();
        turns.clear();
    }

    private Lane<T> lane(String host, long nowNanos) {
        return lanes.computeIfAbsent(host, name -> new Lane<>(name, pace(rate.perHostPerSecond(), nowNanos)));
    }

    private void offerTurn(Lane<T> lane, long nowNanos) {
        if (lane.isIdle()) {
            forget(lane, nowNanos);
        } else if (!lane.inTurns && !lane.items.isEmpty() && lane.running < perHost) {
            if (lane.freeAtNanos(nowNanos) - nowNanos > 0) {
                sleep(lane, nowNanos);
            } else {
                lane.inTurns = true;
                turns.add(lane);
            }
        }
    }

    /// Idle lanes go, but those whose hold or rate is not over.
    private void forget(Lane<T> lane, long nowNanos) {
        if (lane.forgettableAtNanos(nowNanos) - nowNanos > 0 && lanes.size() <= MAX_REMEMBERED) {
            sleep(lane, nowNanos);
        } else if (lanes.remove(lane.host, lane) && lane.drop()) {
            heldHosts.decrement();
        }
    }

    private void sleep(Lane<T> lane, long nowNanos) {
        long at = lane.isIdle() ? lane.forgettableAtNanos(nowNanos) : lane.freeAtNanos(nowNanos);
        if (lane.sleepUntil(at)) {
            dues.add(new Due<>(at, ++lastNumber, lane, null));
        }
    }

    /// Looks after everything that is due.
    private void lookAfter(long nowNanos) {
        for (Due<T> due = dues.peek(); due != null && due.atNanos() - nowNanos <= 0; due = dues.peek()) {
            dues.remove();
            wake(due, nowNanos);
        }
    }

    private void wake(Due<T> due, long nowNanos) {
        Lane<T> lane = due.lane();
        T item = due.item();
        if (item != null) {
            lane.delayed--;
            lane.items.addFirst(item);
        } else if (!lane.wakes(due.atNanos())) {
            return;
        } else if (lane.release(nowNanos)) {
            heldHosts.decrement();
        }
        offerTurn(lane, nowNanos);
    }
}
