package dev.corral.nursery;

import org.jspecify.annotations.Nullable;

/// The task that runs on this thread, if one does.
final class CurrentTask {
    private static final ScopedValue<Task<?>> CURRENT = ScopedValue.newInstance();

    private CurrentTask() {}

    static void run(Task<?> task, Runnable code) {
        ScopedValue.where(CURRENT, task).run(code);
    }

    static boolean isThere() {
        return CURRENT.isBound();
    }

    static Task<?> get() {
        if (!CURRENT.isBound()) {
            throw new IllegalStateException(
                    "not in a task: checkpoints, scopes and nurseries work inside Backend.run(...) only");
        }
        return CURRENT.get();
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
        return CURRENT.isBound() ? CURRENT.get().name() : null;
    }

    /// Those of the current task, or of the call that this worker thread works for; null elsewhere.
    static @Nullable Locals locals() {
        if (CURRENT.isBound()) {
            return CURRENT.get().locals();
        }
        OffloadCall<?> call = OffloadCall.current();
        return call == null ? null : call.locals();
    }

    /// The innermost nursery that the current code is in, or that its task belongs to; null outside of any.
    static @Nullable Nursery nearestNursery() {
        if (!CURRENT.isBound()) {
            return null;
        }
        for (CancelNode node = CURRENT.get().currentNode(); node != null; node = node.parent()) {
            if (node.subject() instanceof Nursery nursery) {
                return nursery;
            }
        }
        return null;
    }
}
