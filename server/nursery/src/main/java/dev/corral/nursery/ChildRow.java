package dev.corral.nursery;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/// Some of the nodes directly below one node of the cancel tree, in order of arrival.
///
/// ```
///   null <── older ── row of 4 ── row of 8 ── younger ──> youngest row <── the node above
/// ```
///
/// The tasks of a large nursery end on one processor while others begin on another. In a list whose nodes know
/// their neighbours both would need the lock of the node above, and the memory of the neighbours; that is a
/// quarter of what starting a task costs. So a node knows its slot only. Entering and looking take the lock of
/// the node above; leaving empties the slot, counts, and takes no lock.
///
/// Each child leaves once. So the count reaches the number of slots when all were used and all have left: the
/// last of them learns that, and takes the row out, under the lock. And once it has reached the number of slots
/// in use, nobody is left who could count: the youngest row then begins anew.
///
/// A look under the lock reads the count of a row first, see [#inUse]. Who was counted before that has emptied
/// its slot for this look to see; who is counted later may be met, though gone: see [CancelNode#detach].
final class ChildRow {
    private static final int FIRST_SLOTS = 4;
    private static final int MOST_SLOTS = 64;
    /// And not a variable handle, whose first use makes objects: a task must be able to leave without memory.
    private static final AtomicIntegerFieldUpdater<ChildRow> LEFT =
            AtomicIntegerFieldUpdater.newUpdater(ChildRow.class, "left");

    private final @Nullable CancelNode[] slots;
    /// How many have left.
    private volatile int left;

    // Guarded by the lock of the node above.
    private int used;
    private @Nullable ChildRow older;
    private @Nullable ChildRow younger;

    private ChildRow(int slots) {
        this.slots = new @Nullable CancelNode[slots];
    }

    /// One that stands in no line yet.
    static ChildRow spare() {
        return new ChildRow(FIRST_SLOTS);
    }

    /// The row in which the next child has a slot. With the lock held.
    ///
    /// @param youngest null if there is none yet
    /// @param spare used if one is needed; null to make that
    static ChildRow withRoom(@Nullable ChildRow youngest, @Nullable ChildRow spare) {
        if (youngest == null) {
            return spare == null ? spare() : spare;
        }
        if (youngest.left == youngest.used) {
            youngest.left = 0;
            youngest.used = 0;
        }
        if (youngest.used < youngest.slots.length) {
            return youngest;
        }
        ChildRow row = spare == null ? new ChildRow(Math.min(MOST_SLOTS, 2 * youngest.slots.length)) : spare;
        row.older = youngest;
        youngest.younger = row;
        return row;
    }

    /// Returns the child's slot. With the lock held.
    int enter(CancelNode child) {
        slots[used] = child;
        return used++;
    }

    /// Empties a slot. Returns whether this was the last that there will be, so that the row can go.
    boolean leave(int slot) {
        slots[slot] = null;
        return LEFT.getAndIncrement(this) == slots.length - 1;
    }

    /// Takes this row out, if all have left and it is not the youngest, which will be used again. With the lock
    /// held. Who asks for it may come late: the row is in use again, or out.
    void takeOut() {
        ChildRow after = younger;
        if (after == null || left < slots.length) {
            return;
        }
        after.older = older;
        if (older != null) {
            older.younger = after;
        }
        younger = null;
    }

    /// The row before this one. With the lock held.
    @Nullable
    ChildRow older() {
        return older;
    }

    /// Below this, slots may hold a child; 0 if all have left. To be asked before [#at], with the lock held.
    int inUse() {
        return left < used ? used : 0;
    }

    /// The child in a slot; null if it has left.
    @Nullable
    CancelNode at(int slot) {
        return slots[slot];
    }
}
