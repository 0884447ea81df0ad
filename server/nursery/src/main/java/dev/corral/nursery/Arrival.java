package dev.corral.nursery;

import org.jspecify.annotations.Nullable;

/// A task on its way into a nursery: one that [Nursery#startReady] has started.
///
/// ```
///   COMING ──arrive(value)──> MEMBER  the task now belongs to the nursery
///      │ └───arrive(value)──> LOST    its starter was cancelled meanwhile: it ends there
///      └──────the task ends─>         the starter gets what it threw
/// ```
///
/// Until then the task runs under the scope of its starter, though the nursery stays open for it. Changed by
/// the task's own thread only.
final class Arrival implements TaskHome {
    private sealed interface State {
        record Coming() implements State {}

        record Member() implements State {}

        record Lost(CancelCause cause) implements State {}
    }

    private final Members members;
    private final ReadyCell cell;
    private volatile @Nullable Task<?> traveller;
    private volatile State state = new State.Coming();

    Arrival(Members members, ReadyCell cell) {
        this.members = members;
        this.cell = cell;
    }

    @Override
    public Nursery nursery() {
        return members.nursery();
    }

    /// The current task is the one on its way.
    void begun() {
        traveller = Task.current();
    }

    /// The code that speaks must be the task's own.
    void requireOwn() {
        if (!CurrentTask.isThere() || CurrentTask.get() != traveller) {
            String who = CurrentTask.name();
            throw new IllegalStateException("that a task is ready is for the task itself to say, and this is "
                    + (who == null ? "no task" : "task " + who));
        }
    }

    /// Moves the task into its nursery and lets the starter go on, unless the starter was cancelled.
    void arrive(@Nullable Object value) {
        CancelCause lost = CurrentTask.get().node().moveTo(nursery().node());
        if (lost != null) {
            state = new State.Lost(lost);
            return;
        }
        state = new State.Member();
        if (cell.complete(value)) {
            cell.wake();
        }
    }

    @Override
    public boolean isMember() {
        return state instanceof State.Member;
    }

    @Override
    public void failed(Throwable thrown) {
        if (isMember()) {
            members.failed(thrown);
        }
    }

    @Override
    public void ended(Task<?> task) {
        if (isMember()) {
            members.ended(task);
            return;
        }
        Throwable thrown = task.failure();
        if (cell.fail(thrown == null ? unsaid() : thrown)) {
            cell.wake();
        }
        members.part();
    }

    private Throwable unsaid() {
        return state instanceof State.Lost(CancelCause cause)
                ? new Cancelled(cause)
                : new IllegalStateException("the task ended without having said that it is ready");
    }
}
