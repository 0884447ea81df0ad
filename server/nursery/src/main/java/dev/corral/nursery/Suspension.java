package dev.corral.nursery;

import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The wait of a task for an operation that tells its end by a callback: how the world of futures and event
/// loops is joined to tasks. Made for adapters; tasks use what adapters offer.
///
/// ```
/// String answer = Suspension.await("lookup", suspension -> {
///     Request request = client.begin(suspension::resume, suspension::fail);
///     suspension.onCancel(request::abort);
/// });
/// ```
///
/// What a cancellation does depends on the operation. Without [#onCancel] the task leaves at once and the
/// operation runs on, ignored; what it gives later goes to the disposer of [#onLate]. With [#onCancel] the
/// operation is asked to stop, and the task waits until it says that it has: by [#cancelled], or by [#resume]
/// or [#fail] where the request came too late. The latter is what a nursery's promise needs: when the task is
/// over, so is the operation.
///
/// All methods are thread-safe, except that the two handlers are set by the operation's start, before it
/// returns.
///
/// @param <T> what the operation gives
public final class Suspension<T> {
    private final Cell cell;
    private @Nullable Runnable stop;
    private Consumer<? super T> disposer = value -> {};

    private Suspension(Task<?> task, String subject) {
        this.cell = new Cell(task, subject, this);
    }

    /// Begins an operation on this thread and waits for its end. A checkpoint.
    ///
    /// @param subject what is waited for, for task trees
    /// @return what [#resume] was given
    /// @throws Exception what [#fail] was given, by identity, or what `start` threw; what the operation gives
    ///     after that, or gave before, goes to the disposer
    /// @throws Cancelled if the task was cancelled and the operation did not end otherwise
    public static <T> T await(String subject, Start<T> start) throws Exception {
        Objects.requireNonNull(start, "start");
        Suspension<T> suspension = new Suspension<>(Task.checkpointStart(), subject);
        suspension.begin(start);
        return suspension.await();
    }

    private void begin(Start<T> start) throws Exception {
        boolean begun = false;
        try {
            start.begin(this);
            begun = true;
        } finally {
            if (!begun) {
                abandon();
            }
        }
    }

    @SuppressWarnings("unchecked") // only resume(T) delivers
    private void abandon() {
        if (!cell.abandon() && cell.delivered() != null) {
            disposer.accept((T) cell.delivered());
        }
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // only resume(T) completes the cell; null only where T admits null
    private T await() throws Exception {
        try {
            return (T) cell.await();
        } catch (WaitCell.Failed e) {
            throw e.exception();
        }
    }

    /// The operation asks to be told of a cancellation or a foreign interrupt, and promises to settle this
    /// suspension afterwards. The handler runs at most once, on the canceller's thread; it must be quick,
    /// must not wait and must not throw. Where it throws, that goes to the thread's uncaught exception handler,
    /// and the task leaves at once, as without a handler.
    public void onCancel(Runnable stopOperation) {
        stop = stopOperation;
    }

    /// Where a value goes that comes after the task has left.
    public void onLate(Consumer<? super T> valueDisposer) {
        disposer = valueDisposer;
    }

    /// The operation has succeeded. False if the suspension was settled before; the value then went to the
    /// disposer.
    public boolean resume(T value) {
        if (cell.complete(value)) {
            cell.wake();
            return true;
        }
        disposer.accept(value);
        return false;
    }

    /// The operation has failed. False, and nothing changes, if the suspension was settled before.
    public boolean fail(Throwable error) {
        boolean won = cell.fail(error);
        if (won) {
            cell.wake();
        }
        return won;
    }

    /// The operation has stopped as [#onCancel] asked: the wait ends with [Cancelled], or with a plain
    /// [InterruptedException] if a foreign interrupt was why it was asked. False, and nothing changes, if the
    /// suspension was settled before or nobody asked.
    public boolean cancelled() {
        WaitCell.Stop why = cell.requested;
        return why != null && cell.stop(why);
    }

    /// Whether the wait is over: settled, or left by its task. An operation that has yet to begin may be left
    /// out then.
    public boolean isSettled() {
        return cell.isDecided();
    }

    /// Begins an operation.
    @FunctionalInterface
    public interface Start<T> {
        /// Called once, on the task's own thread. The operation may settle the suspension before this
        /// returns.
        void begin(Suspension<T> suspension) throws Exception;
    }

    private static final class Cell extends WaitCell {
        private final String subject;
        private final Suspension<?> suspension;
        private volatile @Nullable Stop requested;

        Cell(Task<?> task, String subject, Suspension<?> suspension) {
            super(task);
            this.subject = subject;
            this.suspension = suspension;
        }

        @Override
        void stopRequested(Stop why) {
            Runnable stop = suspension.stop;
            if (stop == null) {
                super.stopRequested(why);
            } else if (request(why)) {
                stopOperation(stop, why);
            }
        }

        /// What it throws must not keep the cancellation from the other tasks, nor this one from leaving.
        private void stopOperation(Runnable stop, Stop why) {
            try {
                stop.run();
            } catch (RuntimeException | Error e) {
                Uncaught.handOver(e);
                super.stopRequested(why);
            }
        }

        private synchronized boolean request(Stop why) {
            if (requested != null) {
                return false;
            }
            requested = why;
            return true;
        }

        @Override
        WaitKind kind() {
            return WaitKind.FUTURE;
        }

        @Override
        String subject() {
            return subject;
        }

        @Override
        void withdraw() {
            // The operation runs on; its value will be disposed of.
        }
    }
}
