package dev.corral.nursery;

import java.time.Duration;

/// Deadlines are readings of the run's clock; this is how durations become them without overflow.
final class Deadline {
    /// Longer durations are taken for this long: a hundred years, far below where nanosecond arithmetic
    /// wraps.
    static final Duration LONGEST = Duration.ofDays(36_500);

    private Deadline() {}

    static long nanos(Duration duration) {
        if (duration.isNegative()) {
            return 0;
        }
        return duration.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : duration.toNanos();
    }

    static long after(Clock clock, Duration timeout) {
        return clock.nanoTime() + nanos(timeout);
    }
}
