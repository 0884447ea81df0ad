package dev.corral.server.run;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.corral.nursery.Suspension;
import dev.corral.server.stream.JobRecord;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lets the records of items out in the order of the items, within a window: an item that is so many ahead of
/// the first that was not let out is not let in, so that what waits for an earlier record is bounded, however
/// long that one takes. Since items come in by their order and the first of them is always in, somebody can
/// always go on.
///
/// One task lets items in ([#admit]), one takes the records out ([#next]), any number bring them.
final class InOrder {
    private final int window;

    @GuardedBy("this")
    private final Map<Long, JobRecord.ItemDone> ended = new HashMap<>();

    /// Index of the item whose record is let out next.
    @GuardedBy("this")
    private long first;

    /// No item comes with this index or a later one.
    @GuardedBy("this")
    private long end = Long.MAX_VALUE;

    private final BitSet absent;

    @GuardedBy("this")
    private @Nullable Suspension<Boolean> entering;

    @GuardedBy("this")
    private @Nullable Suspension<Boolean> taking;

    /// @param window how many items may be in at once
    /// @param absent indexes of items that never come; not changed while this is used
    InOrder(int window, BitSet absent) {
        this.window = window;
        this.absent = absent;
        this.first = absent.nextClearBit(0);
    }

    /// Waits until an item may be begun. A checkpoint.
    void admit(long index) throws InterruptedException {
        while (!isWithin(index)) {
            Waits.<Boolean>await("order.window", suspension -> resumeIf(entersNow(index, suspension), suspension));
        }
    }

    private synchronized boolean isWithin(long index) {
        return index - first < window;
    }

    private synchronized boolean entersNow(long index, Suspension<Boolean> suspension) {
        boolean now = isWithin(index);
        entering = now ? null : suspension;
        return now;
    }

    private static void resumeIf(boolean now, Suspension<Boolean> suspension) {
        if (now) {
            suspension.resume(true);
        }
    }

    /// An item has ended. Never waits.
    void bring(JobRecord.ItemDone item) {
        Suspension<Boolean> waiter = null;
        synchronized (this) {
            ended.put(item.index(), item);
            if (item.index() == first) {
                waiter = taking;
                taking = null;
            }
        }
        resume(waiter);
    }

    /// There are no more items: none comes with that index or a later one.
    void close(long after) {
        Suspension<Boolean> waiter;
        synchronized (this) {
            end = after;
            waiter = taking;
            taking = null;
        }
        resume(waiter);
    }

    /// Waits for the record whose turn it is, and leaves it here until [#told]. Null when all were let out. A
    /// checkpoint.
    JobRecord.@Nullable ItemDone next() throws InterruptedException {
        while (!isReady()) {
            Waits.<Boolean>await("order.turn", suspension -> resumeIf(isReadyNow(suspension), suspension));
        }
        return head();
    }

    private synchronized boolean isReady() {
        return first >= end || ended.containsKey(first);
    }

    private synchronized boolean isReadyNow(Suspension<Boolean> suspension) {
        boolean now = isReady();
        taking = now ? null : suspension;
        return now;
    }

    private synchronized JobRecord.@Nullable ItemDone head() {
        return ended.get(first);
    }

    /// The record that [#next] gave was let out: the window moves on.
    void told() {
        Suspension<Boolean> waiter;
        synchronized (this) {
            ended.remove(first);
            first = absent.nextClearBit(Math.toIntExact(first + 1));
            waiter = entering;
            entering = null;
        }
        resume(waiter);
    }

    /// Records that were brought and not let out.
    synchronized List<JobRecord.ItemDone> rest() {
        return List.copyOf(ended.values());
    }

    private static void resume(@Nullable Suspension<Boolean> waiter) {
        if (waiter != null) {
            waiter.resume(true);
        }
    }
}
