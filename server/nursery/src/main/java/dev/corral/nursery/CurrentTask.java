package dev.corral.nursery;

import org.jspecify.annotations.Nullable;

/// The task that runs on this thread, if one does.
final class CurrentTask {
    private CurrentTask() {}

    static boolean isThere() {
        return TaskLife.here() != null;
    }

    static Task<?> get() {
        Task<?> task = TaskLife.here();
        if (task == null) {
            throw new IllegalStateException(
                    "not in a task: checkpoints, scopes and nurseries work inside Backend.run(...) only, "
                            + "and only while the thread has the uncaught exception handler that it came with");
        }
        return task;
    }

    /// How every checkpoint begins: see whether cancelled.
    static Task<?> checkpoint() throws InterruptedException {
        Task<?> task = get();
        CancelCause cause = task.currentNode().effective();
        if (cause != null) {
            throw new Cancelled(cause);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException(task.name() + " was interrupted");
        }
        return task;
    }

    static @Nullable String name() {
        Task<?> task = TaskLife.here();
        return task == null ? null : task.name();
    }

    /// Those of the current task, or of the call that this worker thread works for; null elsewhere.
    static @Nullable Locals locals() {
        Task<?> task = TaskLife.here();
        if (task != null) {
            return task.locals();
        }
        OffloadCall<?> call = OffloadCall.current();
        return call == null ? null : call.locals();
    }

    /// The innermost nursery that the current code is in, or that its task belongs to; null outside of any.
    static @Nullable Nursery nearestNursery() {
        Task<?> task = TaskLife.here();
        for (CancelNode node = task == null ? null : task.currentNode(); node != null; node = node.parent()) {
            if (node.subject() instanceof Nursery nursery) {
                return nursery;
            }
        }
        return null;
    }
}
