package dev.corral.nursery;

/// Counts who is busy in a run: tasks that run or are ready to, and blocking calls on worker threads. When as
/// many have ended as began, everybody waits. A test's clock needs this; production backends use [#NONE].
///
/// Called from any thread, at times with locks of the library held: must not wait and must not call back into
/// tasks.
public interface Activity {
    /// Counts nothing.
    Activity NONE = new Activity() {
        @Override
        public void began() {}

        @Override
        public void ended() {}

        @Override
        public void resumed() {}
    };

    /// A task or a worker's call became busy.
    void began();

    /// It blocks, or is over.
    void ended();

    /// A task goes on after a wait, or begins: called by the task itself, which this may hold until its turn
    /// has come.
    void resumed();

    /// A task is about to block: [#ended], called by the task itself, and what [#resumed] was given ends.
    default void paused() {
        ended();
    }

    /// A blocked task was woken while its wait goes on: it blocks again. Called by the task itself.
    default void wokenInVain() {}
}
