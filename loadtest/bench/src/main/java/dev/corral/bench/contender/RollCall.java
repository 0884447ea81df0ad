package dev.corral.bench.contender;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// Who has come to wait, and who was sent away.
final class RollCall {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final CountDownLatch missing;
    private final LongAdder cancelled = new LongAdder();

    RollCall(int tasks) {
        this.missing = new CountDownLatch(tasks);
    }

    /// A task is about to wait.
    void arrived() {
        missing.countDown();
    }

    /// A task's wait was ended by cancellation.
    void cancelled() {
        cancelled.increment();
    }

    void awaitAll() throws InterruptedException {
        if (!missing.await(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new IllegalStateException(missing.getCount() + " tasks did not come to wait within " + PATIENCE);
        }
    }

    long cancelledTasks() {
        return cancelled.sum();
    }
}
