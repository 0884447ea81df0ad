package dev.corral.nursery;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The threads that blocking calls of one run go to. How many there are is the limiters' business; an idle
/// one leaves after a while. They are daemons: an abandoned call does not keep the JVM alive.
final class OffloadWorkers {
    private static final long IDLE_SECONDS = 10;

    private final AtomicLong lastNumber = new AtomicLong();
    private final ExecutorService threads;
    private final Activity activity;

    @GuardedBy("this")
    private int active;

    /// Of those who wait for the last of the calls that run now; null while nobody does.
    @GuardedBy("this")
    private @Nullable Event idle;

    /// @param activity where a call counts as busy
    OffloadWorkers(Backend backend, Activity activity) {
        this.activity = activity;
        threads = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                calls -> backend.newWorker("corral-worker-" + lastNumber.incrementAndGet(), calls));
    }

    void execute(Runnable call) {
        began();
        boolean taken = false;
        try {
            threads.execute(() -> run(call));
            taken = true;
        } finally {
            if (!taken) {
                ended();
            }
        }
    }

    private void run(Runnable call) {
        try {
            call.run();
        } finally {
            ended();
        }
    }

    private void began() {
        activity.began();
        synchronized (this) {
            active++;
        }
    }

    /// Whoever waits for this goes on, and is busy, before the call no longer is.
    private void ended() {
        Event over;
        synchronized (this) {
            active--;
            over = active == 0 ? idle : null;
            if (over != null) {
                idle = null;
            }
        }
        if (over != null) {
            over.set();
        }
        activity.ended();
    }

    /// Threads that run a call now.
    synchronized int active() {
        return active;
    }

    /// A checkpoint.
    void awaitIdle() throws InterruptedException {
        Event over;
        synchronized (this) {
            if (active > 0 && idle == null) {
                idle = new Event("idle workers");
            }
            over = idle;
        }
        if (over == null) {
            Task.checkpoint();
        } else {
            over.await();
        }
    }

    /// Idle threads leave now; a call that was abandoned runs to its end.
    void shutdown() {
        threads.shutdown();
    }
}
