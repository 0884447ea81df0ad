package dev.corral.loadtest.side;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waiting for a condition, with a bound.
public final class Patience {
    private static final Duration STEP = Duration.ofMillis(5);

    private Patience() {}

    /// Looks every 5 ms. A checkpoint.
    ///
    /// @return whether it came true in time
    public static boolean until(Duration limit, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            Crew.pause(STEP);
        }
        return true;
    }
}
