package dev.corral.nursery;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/// How a task that was started by [Nursery#startReady] says that it is ready, and hands over a value.
///
/// ```
///   WAITING ──ready(value)──> READY   the task now belongs to the nursery
///      │ └────ready(value)──> LOST    its starter was cancelled meanwhile: it ends there
///      └──────the task ends─> ENDED   the starter gets what it threw
/// ```
///
/// Until then the task runs under the scope of its starter, though the nursery stays open for it.
///
/// @param <R> what is handed over
public final class Ready<R extends @Nullable Object> {
    private enum State {
        WAITING,
        READY,
        LOST,
        ENDED
    }

    private final @Nullable Nursery nursery;
    private final @Nullable ReadyCell cell;

    @GuardedBy("this")
    private State state = State.WAITING;

    private Ready(@Nullable Nursery nursery, @Nullable ReadyCell cell) {
        this.nursery = nursery;
        this.cell = cell;
    }

    static <R extends @Nullable Object> Ready<R> into(Nursery nursery, ReadyCell cell) {
        return new Ready<>(nursery, cell);
    }

    /// For calling a function that wants to say that it is ready when nobody waits for that.
    public static <R extends @Nullable Object> Ready<R> ignored() {
        return new Ready<>(null, null);
    }

    /// Says that the task is ready. Called by the task itself, once; not a checkpoint.
    ///
    /// @throws IllegalStateException if it was said before
    public void ready(R value) {
        synchronized (this) {
            if (state != State.WAITING) {
                throw new IllegalStateException("it was said before that this task is ready");
            }
            state = arrive();
            if (state == State.LOST) {
                return;
            }
        }
        if (cell != null && cell.complete(value)) {
            cell.wake();
        }
    }

    /// Moves the task into its nursery, unless its starter's cancellation has reached it.
    private State arrive() {
        if (nursery == null) {
            return State.READY;
        }
        CancelNode node = Task.current().node();
        if (node.effective() != null) {
            return State.LOST;
        }
        node.moveTo(nursery.node());
        return State.READY;
    }

    /// Whether the task belongs to its nursery.
    synchronized boolean isReady() {
        return state == State.READY;
    }

    /// The task has ended without having been ready: its starter is told.
    void ended(@Nullable Throwable thrown) {
        boolean wasSaid;
        synchronized (this) {
            wasSaid = state == State.LOST;
            state = State.ENDED;
        }
        if (cell != null) {
            Throwable told = thrown == null ? unsaid(wasSaid) : thrown;
            if (cell.fail(told)) {
                cell.wake();
            }
        }
    }

    private static Throwable unsaid(boolean wasSaid) {
        return new IllegalStateException(
                wasSaid
                        ? "the task said that it is ready when its starter was cancelled already"
                        : "the task ended without having said that it is ready");
    }
}
