package dev.corral.nursery;

/// The time by which sleeps and deadlines of a run go.
public interface Clock {
    /// Nanoseconds since some fixed moment; compare two readings by their difference.
    long nanoTime();

    /// Runs an action once, at the given reading of [#nanoTime] or as soon after as can be, never before. A
    /// time already past means at once. The action runs on a thread of the clock and must be short.
    Timer schedule(long atNanos, Runnable action);

    /// A scheduled action that can be called off.
    @FunctionalInterface
    interface Timer {
        /// Calls the action off if it has not begun, and leaves no trace of it. Does nothing otherwise.
        void cancel();
    }
}
