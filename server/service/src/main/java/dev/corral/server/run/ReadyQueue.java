package dev.corral.server.run;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.corral.nursery.Clock;
import dev.corral.nursery.Suspension;
import dev.corral.nursery.Task;
import dev.corral.server.job.Rate;
import dev.corral.server.metrics.JobGauge;
import dev.corral.server.metrics.JobSums;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Items that are ready to run, or will be, by host. A host that may not run now (its share runs, its rate is
/// used up, it is held) is skipped, never waited for, and hosts take turns; within a host the order is that
/// of the input, but for items that come back.
///
/// Bounded: [#put] waits while it is full, and items that come back later count; only these can go beyond the
/// capacity, by as many as there are takers. Any number of tasks take; one puts and closes. Nothing is
/// polled: while a taker waits, one timer stands at the moment when the next host or item is due.
///
/// Its lock comes before that of the clock, and no suspension is resumed under it.
///
/// @param <T> what is queued
final class ReadyQueue<T> {
    /// Of the capacity, so much is to be free before a putter that waits goes on, while no taker waits.
    private static final int REFILL_SHARE = 4;

    /// @param capacity items that can wait, all hosts together
    /// @param perHost items of one host that may be taken and not done
    record Limits(int capacity, int perHost, Rate rate) {}

    private record Grant<T>(Suspension<Claim<T>> taker, Claim<T> claim) {}

    /// Who is to be woken once the lock is free.
    private record Wakes<T>(List<Grant<T>> grants, @Nullable Suspension<Boolean> putter) {}

    private final int capacity;
    /// A putter that waits goes on when no more are left, so that it puts many at a time.
    private final int refillAt;

    private final Clock clock;
    private final Claim<T> noMore = new Claim<>(null, null);

    @GuardedBy("this")
    private final HostTurns<T> hosts;

    @GuardedBy("this")
    private final ArrayDeque<Suspension<Claim<T>>> takers = new ArrayDeque<>();

    @GuardedBy("this")
    private final Alarm alarm;

    @GuardedBy("this")
    private @Nullable Suspension<Boolean> putter;

    /// Items that were put and are not done.
    @GuardedBy("this")
    private long unfinished;

    @GuardedBy("this")
    private boolean closed;

    /// @param heldHosts counts the hosts that are held now
    ReadyQueue(Limits limits, Clock clock, LongAdder heldHosts) {
        this.capacity = limits.capacity();
        this.refillAt = capacity - Math.max(1, capacity / REFILL_SHARE);
        this.clock = clock;
        this.hosts = new HostTurns<>(limits.perHost(), limits.rate(), heldHosts, clock.nanoTime());
        this.alarm = new Alarm(clock, this::ring);
    }

    /// Queues an item, and waits while the queue is full. A checkpoint.
    void put(String host, T item) throws InterruptedException {
        Task.checkpointIfCancelled();
        while (isFull()) {
            Waits.<Boolean>await("ready.put", this::awaitRoom);
        }
        Wakes<T> wakes;
        synchronized (this) {
            hosts.add(host, item, clock.nanoTime());
            unfinished++;
            wakes = handOutLocked();
        }
        wake(wakes);
    }

    private synchronized boolean isFull() {
        return hosts.size() >= capacity;
    }

    private void awaitRoom(Suspension<Boolean> suspension) {
        if (!entersLater(suspension)) {
            suspension.resume(true);
        }
    }

    private synchronized boolean entersLater(Suspension<Boolean> suspension) {
        boolean full = hosts.size() >= capacity;
        putter = full ? suspension : null;
        return full;
    }

    /// Takes the next item whose host may run one more, and waits while there is none. A checkpoint.
    ///
    /// @return a claim without item when the queue is closed and every item is done
    Claim<T> take() throws InterruptedException {
        Task.checkpointIfCancelled();
        Claim<T> now;
        Suspension<Boolean> entering;
        synchronized (this) {
            now = nextLocked();
            entering = enteringLocked(now == null);
        }
        wake(new Wakes<>(List.of(), entering));
        return now == null ? Waits.await("ready.take", this::awaitItem) : now;
    }

    private void awaitItem(Suspension<Claim<T>> suspension) {
        Claim<T> now = nextOrWait(suspension);
        if (now != null) {
            suspension.resume(now);
        }
    }

    private synchronized @Nullable Claim<T> nextOrWait(Suspension<Claim<T>> suspension) {
        Claim<T> now = nextLocked();
        if (now == null) {
            takers.add(suspension);
            armLocked();
        }
        return now;
    }

    /// The item has ended: its host may run another.
    void done(Claim<T> claim) {
        Lane<T> lane = claim.lane();
        if (lane == null) {
            return;
        }
        Wakes<T> wakes;
        synchronized (this) {
            hosts.done(lane, clock.nanoTime());
            unfinished--;
            wakes = handOutLocked();
        }
        wake(wakes);
    }

    /// The item is to be taken once more, not before the given time. Until then others may run.
    ///
    /// @param host where it comes back
    void again(Claim<T> claim, String host, T item, long atNanos) {
        Lane<T> lane = laneOf(claim);
        Wakes<T> wakes;
        synchronized (this) {
            hosts.comesBack(lane, new HostTurns.Return<>(host, item, atNanos), clock.nanoTime());
            wakes = handOutLocked();
        }
        wake(wakes);
    }

    /// The item is to be taken once more, before the others of its new host, or of its own.
    void moves(Claim<T> claim, String host, T item) {
        Lane<T> lane = laneOf(claim);
        Wakes<T> wakes;
        synchronized (this) {
            hosts.moves(lane, host, item, clock.nanoTime());
            wakes = handOutLocked();
        }
        wake(wakes);
    }

    private static <T> Lane<T> laneOf(Claim<T> claim) {
        Lane<T> lane = claim.lane();
        if (lane == null) {
            throw new IllegalArgumentException("a claim without item does not come back");
        }
        return lane;
    }

    /// Nothing of this host is handed out before the given time.
    synchronized void hold(String host, long untilNanos) {
        hosts.hold(host, untilNanos, clock.nanoTime());
    }

    /// No more items will be put.
    void close() {
        Wakes<T> wakes;
        synchronized (this) {
            closed = true;
            wakes = handOutLocked();
        }
        wake(wakes);
    }

    /// The job is over: leaves no timer behind.
    synchronized void discard() {
        closed = true;
        alarm.off();
        hosts.clear();
    }

    /// The hosts that items wait for because of time, those that are waited for longest first.
    synchronized List<HostTurns.Waiting> waiting(int atMost) {
        return hosts.waiting(atMost, clock.nanoTime());
    }

    /// Adds how it stands. Takes as long as there are hosts.
    ///
    /// @param ready what items wait for that could be taken now
    synchronized void addTo(JobSums sums, JobGauge ready) {
        sums.add(JobGauge.READY_ITEMS, hosts.size());
        sums.add(JobGauge.READY_CAPACITY, capacity);
        sums.add(JobGauge.READY_SENDING, putter == null ? 0 : 1);
        sums.add(JobGauge.READY_RECEIVING, takers.size());
        hosts.addTo(sums, ready, clock.nanoTime());
    }

    @GuardedBy("this")
    private @Nullable Claim<T> nextLocked() {
        return closed && unfinished == 0 ? noMore : hosts.next(clock.nanoTime());
    }

    @GuardedBy("this")
    private Wakes<T> handOutLocked() {
        if (takers.isEmpty()) {
            return new Wakes<>(List.of(), enteringLocked(false));
        }
        List<Grant<T>> grants = new ArrayList<>(1);
        while (!takers.isEmpty()) {
            Claim<T> claim = nextLocked();
            if (claim == null) {
                armLocked();
                break;
            }
            grants.add(new Grant<>(takers.remove(), claim));
        }
        return new Wakes<>(grants, enteringLocked(!takers.isEmpty()));
    }

    /// The putter, if it may go on.
    ///
    /// @param wanted whether a taker has found nothing: then every place counts, since what waits may be held
    @GuardedBy("this")
    private @Nullable Suspension<Boolean> enteringLocked(boolean wanted) {
        Suspension<Boolean> entering = putter;
        if (entering == null || hosts.size() > (wanted ? capacity - 1 : refillAt)) {
            return null;
        }
        putter = null;
        return entering;
    }

    /// Sets the alarm to when something may be handed out that may not now.
    @GuardedBy("this")
    private void armLocked() {
        Long at = hosts.nextTimeNanos();
        if (at != null) {
            alarm.setAtLatest(at);
        }
    }

    private void ring(long which) {
        Wakes<T> wakes;
        synchronized (this) {
            alarm.rang(which);
            wakes = handOutLocked();
        }
        wake(wakes);
    }

    /// Resumes tasks, without the lock. A taker that was cancelled meanwhile does not take; the next one
    /// does.
    private void wake(Wakes<T> wakes) {
        Wakes<T> now = wakes;
        while (true) {
            if (now.putter() != null) {
                now.putter().resume(true);
            }
            List<Claim<T>> refused = grant(now.grants());
            if (refused.isEmpty()) {
                return;
            }
            now = putBack(refused);
        }
    }

    /// Gives the claims whose takers are gone.
    private static <T> List<Claim<T>> grant(List<Grant<T>> grants) {
        List<Claim<T>> refused = List.of();
        for (Grant<T> grant : grants) {
            if (!grant.taker().resume(grant.claim())) {
                refused = refused.isEmpty() ? new ArrayList<>() : refused;
                refused.add(grant.claim());
            }
        }
        return refused;
    }

    private synchronized Wakes<T> putBack(List<Claim<T>> refused) {
        for (Claim<T> claim : refused.reversed()) {
            Lane<T> lane = claim.lane();
            T item = claim.item();
            if (lane != null && item != null) {
                hosts.putBack(lane, item, clock.nanoTime());
            }
        }
        return handOutLocked();
    }
}
