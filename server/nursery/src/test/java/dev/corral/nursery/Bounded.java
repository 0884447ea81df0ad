package dev.corral.nursery;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for what goes on outside of the tasks, within a bound.
final class Bounded {
    private static final long BOUND_NANOS = Duration.ofSeconds(20).toNanos();

    private Bounded() {}

    @SuppressWarnings("ThreadPriorityCheck") // lets tasks on the same carrier run
    static void until(BooleanSupplier condition) {
        long began = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - began > BOUND_NANOS) {
                throw new AssertionError("it did not come about:\n" + TaskTree.snapshot());
            }
            Thread.yield();
        }
    }
}
