package dev.corral.bench.contender;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Plain virtual threads and a latch: what one writes without a library. A known number of threads; the first
/// failure is kept for whoever waits. No cancellation: the others run on.
final class VirtualThreads {
    private final CountDownLatch running;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    VirtualThreads(int count) {
        this.running = new CountDownLatch(count);
    }

    /// Starts one of them.
    Thread start(Body body) {
        return Thread.ofVirtual().start(() -> {
            try {
                body.run();
            } catch (Throwable t) {
                failure.compareAndSet(null, t);
            } finally {
                running.countDown();
            }
        });
    }

    /// Waits until all have ended.
    void join() throws InterruptedException {
        running.await();
        Throwable first = failure.get();
        if (first != null) {
            throw new IllegalStateException("a thread failed", first);
        }
    }

    /// Runs the whole on one virtual thread, and waits for it: how an ordinary thread enters this world.
    static <T> T call(Callable<T> body) throws InterruptedException, ExecutionException {
        FutureTask<T> whole = new FutureTask<>(body);
        Thread.startVirtualThread(whole);
        return whole.get();
    }

    @FunctionalInterface
    interface Body {
        void run() throws Exception;
    }
}
