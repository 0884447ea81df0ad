package dev.corral.nursery;

import org.jspecify.annotations.Nullable;

/// A cell that waits in a [WaitQueue]. The links are guarded by the lock of the queue's owner.
abstract class QueuedCell<C extends QueuedCell<C>> extends WaitCell {
    @Nullable
    C previous;

    @Nullable
    C next;

    boolean queued;

    QueuedCell(Task<?> task) {
        super(task);
    }
}
