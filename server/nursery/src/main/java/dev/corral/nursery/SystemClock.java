package dev.corral.nursery;

import java.time.Duration;

/// [System#nanoTime], and one daemon thread for timers, which leaves when it has had nothing to do for a
/// while.
final class SystemClock implements Clock {
    private static final Duration LONGEST_REST = Duration.ofSeconds(10);

    /// Of every backend that has no clock of its own: there is one such time in a process, and one thread is
    /// enough to watch it.
    static final SystemClock SHARED = new SystemClock();

    /// The thread is made by some task, and must keep nothing of it.
    private final AlarmQueue alarms = new AlarmQueue(
            Thread.ofPlatform()
                    .daemon()
                    .name("corral-timer")
                    .inheritInheritableThreadLocals(false)
                    .factory(),
            LONGEST_REST);

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Timer schedule(long atNanos, Runnable action) {
        return alarms.add(atNanos, action);
    }
}
