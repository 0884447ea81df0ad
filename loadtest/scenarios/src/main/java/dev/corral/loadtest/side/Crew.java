package dev.corral.loadtest.side;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The virtual threads of the side driver. Thread-safe.
public final class Crew implements AutoCloseable {
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong busy = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /// Starts some work.
    public <T> Future<T> start(Callable<T> work) {
        busy.incrementAndGet();
        FutureTask<T> task = new FutureTask<>(work) {
            @Override
            protected void done() {
                // An interrupt says that the run is over.
                if (state() == State.FAILED && !(exceptionNow() instanceof InterruptedException)) {
                    failure.compareAndSet(null, exceptionNow());
                }
                busy.decrementAndGet();
            }
        };
        threads.execute(task);
        return task;
    }

    /// The first failure of any work: what it was to count is missing. Null if there was none.
    public @Nullable Throwable failure() {
        return failure.get();
    }

    /// Waits until all that was started has ended. A checkpoint.
    ///
    /// @return whether it did in time
    public boolean awaitIdle(Duration limit) throws InterruptedException {
        return Patience.until(limit, () -> busy.get() == 0);
    }

    /// What this work gave. A checkpoint.
    ///
    /// @throws IllegalStateException if it failed, or was not done in time
    public static <T> T result(Future<T> work, Duration limit) throws InterruptedException {
        try {
            return work.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("work of the side driver failed: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "work of the side driver was not done within " + limit.toSeconds() + " s", e);
        }
    }

    /// Waits. A checkpoint, by way of its interrupt.
    public static void pause(Duration time) throws InterruptedException {
        long until = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = until - System.nanoTime()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(Math.min(left, 20 * STEP_NANOS));
        }
    }

    /// Interrupts what still runs.
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
