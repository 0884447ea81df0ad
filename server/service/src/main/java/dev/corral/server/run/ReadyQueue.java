package dev.corral.server.run;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.corral.nursery.Suspension;
import dev.corral.nursery.Task;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Items that are ready to run, by host. A host that has its share running is skipped, never waited for, and
/// hosts take turns; within a host the order is that of the input.
///
/// Bounded: [#put] waits while it is full. Any number of tasks take; one puts and closes.
///
/// @param <T> what is queued
final class ReadyQueue<T> {
    /// The waiting items of one host. It is in `turns` if and only if it has items and may run more.
    private static final class Lane<T> {
        private final String host;
        private final ArrayDeque<T> items = new ArrayDeque<>();
        private int running;
        private boolean inTurns;

        Lane(String host) {
            this.host = host;
        }
    }

    /// An item that was taken; [#done] gives its host's place back.
    static final class Claim<T> {
        private final @Nullable T item;
        private final @Nullable Lane<T> lane;

        private Claim(@Nullable T item, @Nullable Lane<T> lane) {
            this.item = item;
            this.lane = lane;
        }

        /// Null when there will be no more items.
        @Nullable
        T item() {
            return item;
        }
    }

    private final int capacity;
    private final int perHost;
    private final Claim<T> noMore = new Claim<>(null, null);

    @GuardedBy("this")
    private final Map<String, Lane<T>> lanes = new HashMap<>();

    @GuardedBy("this")
    private final ArrayDeque<Lane<T>> turns = new ArrayDeque<>();

    @GuardedBy("this")
    private final ArrayDeque<Suspension<Claim<T>>> takers = new ArrayDeque<>();

    @GuardedBy("this")
    private @Nullable Suspension<Boolean> putter;

    @GuardedBy("this")
    private int size;

    @GuardedBy("this")
    private boolean closed;

    /// @param capacity items that can wait, all hosts together
    /// @param perHost items of one host that may be taken and not done
    ReadyQueue(int capacity, int perHost) {
        this.capacity = capacity;
        this.perHost = perHost;
    }

    /// Queues an item, and waits while the queue is full. A checkpoint.
    void put(String host, T item) throws InterruptedException {
        Task.checkpointIfCancelled();
        while (isFull()) {
            Waits.await("ready.put", this::awaitRoom);
        }
        synchronized (this) {
            Lane<T> lane = lanes.computeIfAbsent(host, Lane::new);
            lane.items.add(item);
            size++;
            offerTurnLocked(lane);
            handOutLocked();
        }
    }

    private synchronized boolean isFull() {
        return size >= capacity;
    }

    private synchronized void awaitRoom(Suspension<Boolean> suspension) {
        if (size < capacity) {
            suspension.resume(true);
        } else {
            putter = suspension;
        }
    }

    /// Takes the next item whose host may run one more, and waits while there is none. A checkpoint.
    ///
    /// @return a claim without item when the queue is closed and empty
    Claim<T> take() throws InterruptedException {
        Task.checkpointIfCancelled();
        Claim<T> now;
        synchronized (this) {
            now = nextLocked();
        }
        return now == null ? Waits.await("ready.take", this::awaitItem) : now;
    }

    private synchronized void awaitItem(Suspension<Claim<T>> suspension) {
        Claim<T> now = nextLocked();
        if (now == null) {
            takers.add(suspension);
        } else {
            suspension.resume(now);
        }
    }

    /// The item has ended: its host may run another.
    synchronized void done(Claim<T> claim) {
        Lane<T> lane = claim.lane;
        if (lane == null) {
            return;
        }
        lane.running--;
        if (lane.running == 0 && lane.items.isEmpty()) {
            lanes.remove(lane.host);
        }
        offerTurnLocked(lane);
        handOutLocked();
    }

    /// No more items will be put.
    synchronized void close() {
        closed = true;
        handOutLocked();
    }

    @GuardedBy("this")
    private void offerTurnLocked(Lane<T> lane) {
        if (!lane.inTurns && !lane.items.isEmpty() && lane.running < perHost) {
            lane.inTurns = true;
            turns.add(lane);
        }
    }

    @GuardedBy("this")
    private void handOutLocked() {
        while (!takers.isEmpty()) {
            Claim<T> claim = nextLocked();
            if (claim == null) {
                return;
            }
            giveLocked(claim);
        }
    }

    /// A taker that was cancelled meanwhile does not take; the next one does.
    @GuardedBy("this")
    private void giveLocked(Claim<T> claim) {
        for (Suspension<Claim<T>> taker = takers.poll(); taker != null; taker = takers.poll()) {
            if (taker.resume(claim)) {
                return;
            }
        }
        putBackLocked(claim);
    }

    /// Every taker was cancelled: the item waits on, at the head of its host.
    @GuardedBy("this")
    private void putBackLocked(Claim<T> claim) {
        Lane<T> lane = claim.lane;
        T item = claim.item;
        if (lane != null && item != null) {
            lane.running--;
            lane.items.addFirst(item);
            lanes.put(lane.host, lane);
            size++;
            offerTurnLocked(lane);
        }
    }

    @GuardedBy("this")
    private @Nullable Claim<T> nextLocked() {
        Lane<T> lane = turns.poll();
        if (lane == null) {
            return closed && size == 0 ? noMore : null;
        }
        lane.inTurns = false;
        T item = lane.items.remove();
        lane.running++;
        size--;
        offerTurnLocked(lane);
        if (putter != null && size < capacity) {
            putter.resume(true);
            putter = null;
        }
        return new Claim<>(item, lane);
    }
}
