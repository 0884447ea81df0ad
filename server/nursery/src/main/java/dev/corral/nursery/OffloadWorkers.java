package dev.corral.nursery;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// The threads that blocking calls of one run go to. How many there are is the limiters' business; an idle
/// one leaves after a while. They are daemons: an abandoned call does not keep the JVM alive.
final class OffloadWorkers {
    private static final long IDLE_SECONDS = 10;

    private final AtomicLong lastNumber = new AtomicLong();
    private final AtomicInteger active = new AtomicInteger();
    private final ExecutorService threads;

    OffloadWorkers(Backend backend) {
        threads = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                calls -> backend.newWorker("corral-worker-" + lastNumber.incrementAndGet(), calls));
    }

    void execute(Runnable call) {
        active.incrementAndGet();
        boolean taken = false;
        try {
            threads.execute(() -> run(call));
            taken = true;
        } finally {
            if (!taken) {
                active.decrementAndGet();
            }
        }
    }

    private void run(Runnable call) {
        try {
            call.run();
        } finally {
            active.decrementAndGet();
        }
    }

    /// Threads that run a call now.
    int active() {
        return active.get();
    }

    /// Idle threads leave now; a call that was abandoned runs to its end.
    void shutdown() {
        threads.shutdown();
    }
}
