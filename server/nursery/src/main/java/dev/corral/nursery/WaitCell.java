package dev.corral.nursery;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One wait of one task, and the only place where a task blocks.
///
/// ```
///                 ┌── complete(value) ──> VALUE
///   WAITING ──────┼── fail(error) ──────> FAILED
///                 └── stop(why) ────────> CANCELLED | INTERRUPTED
/// ```
///
/// One compare-and-set decides. Whoever delivers an item or a permit and whoever cancels compete for it; the
/// loser takes its item or its cancellation elsewhere. So nothing is lost and nothing is doubled, whatever
/// the timing. A deliverer takes the cell out of its queue; a cell that was stopped is taken out by its own
/// task, before anything else that the task does can meet it there.
///
/// Neither side may miss the other: the waiter publishes its cell and then looks whether its node is
/// cancelled; the canceller marks the node and then looks for the cell. Both accesses are volatile, so at
/// least one of them sees.
abstract class WaitCell {
    /// And not a variable handle, whose first use makes objects: a waiter must be woken without memory.
    private static final AtomicReferenceFieldUpdater<WaitCell, @Nullable Object> OUTCOME =
            AtomicReferenceFieldUpdater.newUpdater(WaitCell.class, Object.class, "outcome");

    /// Stands for a null value, since a null outcome means that the wait is undecided.
    private enum NullValue {
        NULL
    }

    /// Here, so that it is there before the first wait.
    private static final Object NULL = NullValue.NULL;

    private record Failure(Throwable error) {}

    /// Why a wait ends without what it waited for.
    sealed interface Stop {
        /// The task's node was cancelled.
        record Cancellation(CancelCause cause) implements Stop {}

        /// The task's thread was interrupted by somebody outside the library.
        record Interruption() implements Stop {}
    }

    final Task<?> task;
    /// The innermost node of the task when it began to wait: cancelling this one ends the wait.
    final CancelNode node;

    /// Null is WAITING; else the value or one of the records above.
    private volatile @Nullable Object outcome;

    private long sinceNanos;

    WaitCell(Task<?> task) {
        this.task = task;
        this.node = task.currentNode();
    }

    abstract WaitKind kind();

    /// Name of the thing waited for, for trees and metrics.
    abstract String subject();

    /// Undoes the registration of a wait that was stopped. Called once, by the waiting task, without locks
    /// held.
    abstract void withdraw();

    /// By default the wait ends at once; an operation that cannot stop at once overrides.
    void stopRequested(Stop why) {
        stop(why);
    }

    /// The task's node is cancelled. Nothing to do if the wait is over.
    final void requestCancel(Stop.Cancellation why) {
        if (outcome == null) {
            stopRequested(why);
        }
    }

    /// Ends the wait and wakes its task; false if the wait was decided before.
    final boolean stop(Stop why) {
        boolean won = decide(why);
        if (won) {
            wake();
        }
        return won;
    }

    /// Delivers a value; false if the wait was decided before. The caller wakes the task when it holds no
    /// lock.
    final boolean complete(@Nullable Object value) {
        return decide(value == null ? NULL : value);
    }

    final boolean fail(Throwable error) {
        return decide(new Failure(error));
    }

    private boolean decide(Object decision) {
        if (outcome != null) {
            return false;
        }
        // Counted before it is decided: once it is, the task may run, and wait again.
        Activity activity = task.run().activity();
        activity.began();
        boolean won = OUTCOME.compareAndSet(this, null, decision);
        if (!won) {
            activity.ended();
        }
        return won;
    }

    /// The wait will not take place: what comes now comes too late. False if it was decided before.
    final boolean abandon() {
        boolean undecided = decide(new Stop.Interruption());
        task.run().activity().ended();
        return undecided;
    }

    /// What was delivered, once something was; null for nothing, a null value, a failure or a stop.
    final @Nullable Object delivered() {
        Object decided = outcome;
        return decided instanceof Failure || decided instanceof Stop || decided instanceof NullValue ? null : decided;
    }

    /// Whether the wait is over, though its task may not have gone on yet.
    final boolean isDecided() {
        return outcome != null;
    }

    /// Whether an interrupt from outside has ended the wait.
    final boolean wasInterrupted() {
        return outcome instanceof Stop.Interruption;
    }

    final void wake() {
        task.run().backend().ready(task.thread());
    }

    final long sinceNanos() {
        return sinceNanos;
    }

    /// Blocks until decided and gives the value. Rethrows what [#fail] was given, by identity.
    final @Nullable Object await() throws InterruptedException, Failed {
        Run run = task.run();
        WaitCell around = publish();
        boolean interrupted = park(run);
        conceal(around);
        if (run.isInstrumented()) {
            // Not asked for in vain: a subject's name may have to be made, and a clock be read.
            run.instrument().waited(kind(), subject(), run.clock().nanoTime() - sinceNanos);
        }
        return reveal(interrupted);
    }

    /// Lets cancellations find this wait, the present one included. Returns the wait that it stands in for:
    /// an [Interruptible] call whose code waits here, or null.
    final @Nullable WaitCell publish() {
        sinceNanos = task.run().clock().nanoTime();
        WaitCell around = task.waiting();
        task.waiting(this);
        seeWhetherCancelled();
        return around;
    }

    final void conceal(@Nullable WaitCell around) {
        task.waiting(around);
        if (around != null) {
            around.seeWhetherCancelled();
        }
    }

    final void seeWhetherCancelled() {
        CancelCause cause = node.effective();
        if (cause != null) {
            requestCancel(new Stop.Cancellation(cause));
        }
    }

    /// Returns whether a foreign interrupt came by.
    private boolean park(Run run) {
        run.activity().paused();
        boolean interrupted = false;
        while (outcome == null) {
            LockSupport.park(this);
            if (outcome == null) {
                run.activity().wokenInVain();
                if (Thread.interrupted()) {
                    interrupted = true;
                    stopRequested(new Stop.Interruption());
                }
            }
        }
        run.activity().resumed();
        task.gaveWay();
        return interrupted;
    }

    private @Nullable Object reveal(boolean interrupted) throws InterruptedException, Failed {
        Object decided = outcome;
        if (decided instanceof Stop) {
            withdraw();
        }
        if (decided instanceof Stop.Interruption) {
            throw new InterruptedException(task.name() + " was interrupted while it waited for " + kind().label());
        }
        if (interrupted) {
            // The wait was decided otherwise: the next checkpoint sees the interrupt.
            Thread.currentThread().interrupt();
        }
        return switch (decided) {
            case Failure(Throwable error) -> throw new Failed(error);
            case Stop.Cancellation(CancelCause cause) -> throw new Cancelled(cause);
            case NullValue ignored -> null;
            case null, default -> decided;
        };
    }

    /// Carries what [#fail] was given out of [#await]; each operation unwraps it into what it declares.
    static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;

        final Throwable error;

        Failed(Throwable error) {
            super(null, error, false, false);
            this.error = error;
        }

        /// What the operation failed with, as an exception to throw; an error is thrown here.
        Exception exception() {
            return switch (error) {
                case Exception failure -> failure;
                case Error failure -> throw failure;
                default -> new IllegalStateException(error);
            };
        }
    }
}
