package dev.corral.nursery;

import org.jspecify.annotations.Nullable;

/// One change of state on its way down the cancel tree: the nodes that have it, and have not passed it on.
///
/// They are linked to each other, and the two objects that this needs are made before the first node is changed.
/// So a cancellation that has begun needs no more memory to reach everybody, however many there are, and no more
/// stack, however deep: a nursery may well be cancelled because there was no memory left.
///
/// A node that is changed by a second wave while it stands in a first stays there: that one will pass on what
/// the node is by then.
final class CancelWave {
    /// For one change at a time, by whoever has its lock.
    static final CancelWave FOR_WANT_OF_MEMORY = new CancelWave(CancelCause.UNTOLD_FAILURE);

    private final WaitCell.Stop.@Nullable Cancellation stop;
    private @Nullable CancelNode first;
    private @Nullable CancelNode last;

    /// @param cause what the waits below are stopped with; null if the change may be one or none
    CancelWave(@Nullable CancelCause cause) {
        this.stop = cause == null ? null : new WaitCell.Stop.Cancellation(cause);
    }

    /// Carries a node's state to all nodes below it, and ends the waits that it cancels.
    void runFrom(CancelNode source) {
        CancelNode node = source;
        try {
            while (node != null) {
                node.pass(this);
                node = take();
            }
        } finally {
            dropRest();
        }
    }

    /// A node has been changed; its lock is held.
    void addLocked(CancelNode node) {
        if (node.inWave) {
            return;
        }
        node.inWave = true;
        if (last == null) {
            first = node;
        } else {
            last.nextInWave = node;
        }
        last = node;
    }

    private @Nullable CancelNode take() {
        CancelNode node = first;
        if (node == null) {
            return null;
        }
        first = node.nextInWave;
        if (first == null) {
            last = null;
        }
        node.leaveWave();
        return node;
    }

    /// Only if a wait could not be ended: no later wave must take these for being cared for.
    private void dropRest() {
        CancelNode node = take();
        while (node != null) {
            node = take();
        }
    }

    /// Ends a wait.
    @SuppressWarnings("ReferenceEquality") // a cause holds an exception, whose equality may be anything
    void stop(WaitCell cell, CancelCause cause) {
        cell.requestCancel(stop != null && stop.cause() == cause ? stop : new WaitCell.Stop.Cancellation(cause));
    }
}
