package dev.corral.server;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/// Waits of tests that have no task to wait with: for a condition, with a bound far beyond what is expected.
public final class Patience {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);

    private Patience() {}

    /// Returns when the condition holds.
    ///
    /// @throws AssertionError if it does not come to hold
    public static void until(String what, Callable<Boolean> condition) throws Exception {
        long endNanos = System.nanoTime() + LIMIT.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() - endNanos > 0) {
                throw new AssertionError("not within " + LIMIT.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }
}
