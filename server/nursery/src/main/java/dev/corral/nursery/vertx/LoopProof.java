package dev.corral.nursery.vertx;

import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A trial: a virtual thread is started on a loop, parks there, and is woken by the loop itself. The loop can
/// do so only if parking has let go of it.
final class LoopProof implements Executor {
    private static final long BOUND_SECONDS = 5;

    private final EventLoop eventLoop;
    private final CarriedThreads threads;
    private final CompletableFuture<Boolean> onTheLoop = new CompletableFuture<>();
    private volatile @Nullable Thread carrier;
    private volatile boolean woken;

    LoopProof(EventLoop eventLoop, CarriedThreads threads) {
        this.eventLoop = eventLoop;
        this.threads = threads;
    }

    /// What went wrong, or null.
    @Nullable
    String failure() throws InterruptedException {
        try {
            threads.on(this, "corral-loop-trial", this::live).start();
            return onTheLoop.get(BOUND_SECONDS, TimeUnit.SECONDS)
                    ? null
                    : "a virtual thread did not run on the event loop that it was made for";
        } catch (TimeoutException e) {
            return "a virtual thread on the event loop " + eventLoop + " did not start, park and go on within "
                    + BOUND_SECONDS + " s: the loop is blocked, or threads do not leave it";
        } catch (RejectedExecutionException e) {
            return "the event loop " + eventLoop + " is closed";
        } catch (ExecutionException | IllegalStateException e) {
            return "a virtual thread on an event loop failed: " + e;
        }
    }

    private void live() {
        Thread self = Thread.currentThread();
        boolean first = isOnTheLoop();
        eventLoop.execute(() -> {
            woken = true;
            LockSupport.unpark(self);
        });
        while (!woken) {
            LockSupport.park(this);
        }
        onTheLoop.complete(first && isOnTheLoop());
    }

    private boolean isOnTheLoop() {
        Thread now = carrier;
        return now != null && eventLoop.inEventLoop(now);
    }

    @Override
    public void execute(Runnable continuation) {
        eventLoop.execute(() -> {
            carrier = Thread.currentThread();
            continuation.run();
            carrier = null;
        });
    }
}
