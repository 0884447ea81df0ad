package dev.corral.nursery.vertx;

import dev.corral.nursery.Backend;
import dev.corral.nursery.Clock;
import dev.corral.nursery.Task;
import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Virtual threads carried by Vert.x event loops. A future that completes on a loop wakes a task of that loop
/// without any other thread, and a task's calls of Vert.x stay on its loop: [Vertx#currentContext] in a task
/// is the context of its loop.
///
/// A task stays on one loop for life: its starter's, or the next in turn if it is started from elsewhere or
/// by a nursery with [dev.corral.nursery.Placement#IN_TURN]. Tasks of one loop take turns and never run at
/// the same time, so a task that computes for long, or that blocks its thread in a way virtual threads cannot
/// leave (files, JNI), holds up its loop and all connections on it: use [dev.corral.nursery.Offload]. A
/// watchdog tells who did, see [LoopOptions#stallLimit].
///
/// A plain virtual thread that a task starts takes turns on the loop of that task, as the JDK has it. It is no
/// task: neither its run nor the closing of Vert.x waits for its end, and the watchdog sees it only while there
/// are tasks. What is left of it when its loop is closed runs on a thread of its own, off all loops.
///
/// **Order of the end:** first every run, then Vert.x. Closing Vert.x earlier cancels every run that is left
/// on its loops, and waits until it has ended: [#run] leaves with [dev.corral.nursery.Cancelled], which says
/// so. A shield without a limit holds up the closing too. On a closed loop no task can begin or go on:
/// whoever tries gets a [RejectedExecutionException].
///
/// It needs a constructor of the JDK that is not public: `--add-opens java.base/java.lang=ALL-UNNAMED` on the
/// command line, or `Add-Opens: java.base/java.lang` in the manifest of the jar that is started. [#open]
/// proves by trial that all this works here.
public final class LoopBackend implements Backend {
    private final List<Loop> loops;
    private final IdentityHashMap<EventLoop, Loop> byEventLoop = new IdentityHashMap<>();
    private final CarriedThreads threads;
    private final Clock clock;
    private final AtomicInteger lastStarted = new AtomicInteger();
    private final OpenRuns runs = new OpenRuns();

    private LoopBackend(List<Loop> loops, CarriedThreads threads, Clock clock) {
        this.loops = loops;
        this.threads = threads;
        this.clock = clock;
        loops.forEach(loop -> byEventLoop.put(loop.eventLoop(), loop));
    }

    /// Tries to open a backend on all event loops of a Vert.x instance. Waits for an answer of each loop, a
    /// few seconds at most.
    ///
    /// @throws IllegalStateException if called on an event loop, which it would block
    public static LoopOpening open(Vertx vertx, LoopOptions options) throws InterruptedException {
        return open(Loop.contextsOf(vertx), options);
    }

    /// Tries to open a backend on the event loops of some contexts, one context for each loop.
    ///
    /// @throws IllegalArgumentException if there is no context, or one is not of an event loop, or two share
    ///     one
    /// @throws IllegalStateException if called on an event loop, which it would block
    public static LoopOpening open(List<? extends Context> contexts, LoopOptions options) throws InterruptedException {
        refuseOnEventLoop("open");
        Clock clock = Backend.jdk().clock();
        List<Loop> loops = Loop.over(contexts, context -> new StallWatch(context, options, clock), strays());
        return switch (CarriedThreads.find()) {
            case CarriedThreads.Missing(String why) -> new LoopOpening.Refused(why);
            case CarriedThreads.Found(CarriedThreads threads) -> {
                for (Loop loop : loops) {
                    String failure = new LoopProof(loop.eventLoop(), threads).failure();
                    if (failure != null) {
                        yield new LoopOpening.Refused(failure);
                    }
                }
                LoopBackend backend = new LoopBackend(loops, threads, clock);
                Loop.ownersOf(loops).forEach(vertx -> vertx.addCloseHook(backend.runs));
                yield new LoopOpening.Opened(backend);
            }
        };
    }

    /// Threads for what outlives the loops without being a task.
    private static Executor strays() {
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                10,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                Thread.ofPlatform()
                        .daemon()
                        .name("corral-stray-", 1)
                        .inheritInheritableThreadLocals(false)
                        .factory());
    }

    private static void refuseOnEventLoop(String what) {
        if (Context.isOnEventLoopThread()) {
            throw new IllegalStateException(what + " was called on the event loop "
                    + Thread.currentThread().getName() + ", which it would block: call it from another thread");
        }
    }

    /// @throws IllegalStateException if called on an event loop, of whatever Vert.x instance
    @Override
    public void requireMayWait(String what) {
        refuseOnEventLoop(what);
    }

    @Override
    public Runnable admit(Task<?> root) {
        return runs.admit(root);
    }

    @Override
    public String name() {
        return "loop";
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public Thread newThread(String name, Runnable task) {
        ContextInternal current = ContextInternal.current();
        Loop loop = current == null ? null : byEventLoop.get(current.nettyEventLoop());
        return loop == null ? newSpreadThread(name, task) : threads.on(loop, name, task);
    }

    @Override
    public Thread newSpreadThread(String name, Runnable task) {
        int next = Math.floorMod(lastStarted.incrementAndGet(), loops.size());
        return threads.on(loops.get(next), name, task);
    }

    @Override
    public String toString() {
        return "LoopBackend" + loops;
    }
}
