package dev.corral.nursery;

import org.jspecify.annotations.Nullable;

/// A starter's wait for its task to be ready. A cancellation reaches the task through the tree, and ends the
/// wait when the task has ended.
final class ReadyCell extends WaitCell {
    private final Nursery nursery;

    ReadyCell(Task<?> starter, Nursery nursery) {
        super(starter);
        this.nursery = nursery;
    }

    /// What the task handed over; what it threw otherwise.
    @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"}) // X is what the body declares
    <R extends @Nullable Object, X extends Exception> R awaitReady() throws X, InterruptedException {
        try {
            return (R) await();
        } catch (Failed e) {
            if (e.error instanceof Cancelled c) {
                throw new Cancelled(c.cancelCause());
            }
            throw (X) e.exception();
        }
    }

    @Override
    void stopRequested(Stop why) {
        // Cannot now: the task hears of it itself.
    }

    @Override
    WaitKind kind() {
        return WaitKind.FUTURE;
    }

    @Override
    String subject() {
        return "ready in " + nursery.name();
    }

    @Override
    void withdraw() {
        // Never registered anywhere but with its task.
    }
}
