package dev.corral.nursery;

/// Told what tasks do, for metrics and tracing. Given to a run by [Backend#instrumented]. Hears of every task
/// of a nursery; not of the root, which is the run itself, nor of code that a worker thread has brought back
/// ([FromWorker]), which is part of the task that waits for it. Of waits it hears in all of them.
///
/// Called on the thread where the thing happens, often while it is in a hurry: must be fast, must not wait,
/// must not throw. What it throws all the same goes to the thread's uncaught exception handler, and harms no
/// task.
public interface Instrument {
    /// Hears nothing and costs nothing.
    Instrument NONE = new Instrument() {};

    /// Tells this one first, and then another.
    default Instrument and(Instrument other) {
        if (equals(NONE)) {
            return other;
        }
        return other.equals(NONE) ? this : new InstrumentPair(this, other);
    }

    /// A task was started and will run soon.
    default void taskStarted(Task<?> task) {}

    /// A task has ended, in whatever way.
    default void taskEnded(Task<?> task) {}

    /// A task has waited.
    ///
    /// @param kind what for
    /// @param subject name of the channel, limiter, event and so on
    /// @param nanos how long, by the clock of the backend
    default void waited(WaitKind kind, String subject, long nanos) {}

    /// Whether the runs look for handles of channels that are dropped without being closed. For tests and
    /// the search for leaks: each handle then costs the garbage collector some work. Asked once per run.
    default boolean watchesHandles() {
        return false;
    }

    /// A handle of a channel was garbage collected and had not been closed. Some time after it was dropped,
    /// or never; on a thread of its own.
    ///
    /// @param channel its name
    /// @param end `sender` or `receiver`
    default void handleDropped(String channel, String end) {}
}
