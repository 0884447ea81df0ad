package dev.corral.nursery;

import org.jspecify.annotations.Nullable;

/// A starter's wait for its task to be ready. A cancellation reaches the task through the tree, and ends the
/// wait when the task has ended.
final class ReadyCell extends WaitCell {
    private final Nursery nursery;
    private @Nullable Task<?> started;

    ReadyCell(Task<?> starter, Nursery nursery) {
        super(starter);
        this.nursery = nursery;
    }

    /// What the task handed over; what it threw otherwise.
    @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"}) // X is what the body declares
    <R extends @Nullable Object, X extends Exception> R awaitReady(Task<?> task) throws X, InterruptedException {
        started = task;
        try {
            return (R) await();
        } catch (Failed e) {
            if (e.error instanceof Cancelled c) {
                throw cancelled(c);
            }
            throw (X) e.exception();
        }
    }

    /// The task was cancelled: with its starter, because its starter was interrupted, or all by itself.
    private InterruptedException cancelled(Cancelled c) {
        if (node.effective() != null) {
            return new Cancelled(c.cancelCause());
        }
        if (c.cancelCause().source() == CancelSource.INTERRUPT && Thread.interrupted()) {
            return new InterruptedException(c.getMessage());
        }
        throw new IllegalStateException("the task was cancelled before it was ready: " + c.getMessage(), c);
    }

    @Override
    void stopRequested(Stop why) {
        if (why instanceof Stop.Interruption && started != null) {
            started.cancel(
                    CancelCause.interrupt(task.name() + " was interrupted while it waited for a task to be ready"));
        }
        // Cannot stop now: the task hears of it, and its end is the end of the wait.
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
