package dev.corral.nursery;

import org.jspecify.annotations.Nullable;

/// What a task belongs to: who is told of its failure and of its end, both on the task's own thread.
sealed interface TaskHome permits Members, Arrival, OffloadCall, RunningCap.Turn, TaskHome.Root {
    /// The nursery that the task belongs to, or will; null if none.
    @Nullable
    Nursery nursery();

    /// Whether the task belongs to that nursery already. Any thread may ask.
    boolean isMember();

    /// The task has failed. Told before anybody else can learn of it and fail in turn.
    void failed(Throwable thrown);

    /// The task's last act.
    void ended(Task<?> task);

    /// Of the root of a run, whose caller looks for itself.
    record Root() implements TaskHome {
        @Override
        public @Nullable Nursery nursery() {
            return null;
        }

        @Override
        public boolean isMember() {
            return false;
        }

        @Override
        public void failed(Throwable thrown) {
            // The caller of the run throws it.
        }

        @Override
        public void ended(Task<?> task) {
            // The caller of the run waits for the thread.
        }
    }
}
