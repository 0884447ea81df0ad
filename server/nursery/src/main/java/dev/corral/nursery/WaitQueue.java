package dev.corral.nursery;

import org.jspecify.annotations.Nullable;

/// Waiters in order of arrival, removable from the middle in constant time. Guarded by the lock of its owner.
final class WaitQueue<C extends QueuedCell<C>> {
    private @Nullable C first;
    private @Nullable C last;
    private int size;

    int size() {
        return size;
    }

    @Nullable
    C first() {
        return first;
    }

    void add(C cell) {
        cell.previous = last;
        if (last == null) {
            first = cell;
        } else {
            last.next = cell;
        }
        last = cell;
        cell.queued = true;
        size++;
    }

    @Nullable
    C poll() {
        C cell = first;
        if (cell != null) {
            remove(cell);
        }
        return cell;
    }

    /// Does nothing if the cell is not in the queue: it was polled before.
    void remove(C cell) {
        if (!cell.queued) {
            return;
        }
        C before = cell.previous;
        C after = cell.next;
        if (before == null) {
            first = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.previous = before;
        }
        cell.previous = null;
        cell.next = null;
        cell.queued = false;
        size--;
    }
}
