package dev.corral.nursery.vertx;

import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// One event loop, and the tasks that are ready to take a turn on it.
///
/// The tasks have a queue of their own, because Netty's runs until it is empty, for up to a second, before it
/// looks at sockets and timers again; tasks that wake each other, or only give way, would never let it be empty.
/// So a batch of turns is one Netty task, and what is left becomes due after the next look at the sockets.
final class Loop {
    private static final int TURNS_PER_LOOK_AT_SOCKETS = 64;
    private static final long SHORT_OF_MEMORY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final ContextInternal context;
    private final EventLoop eventLoop;
    private final StallWatch watch;
    /// Carries guests when the loop is closed.
    private final Executor strays;
    private final Queue<LoopThread> ready = new ConcurrentLinkedQueue<>();
    /// Whether a batch is under way or on its way.
    private final AtomicBoolean batched = new AtomicBoolean();
    private final AtomicBoolean toldClosed = new AtomicBoolean();

    private Loop(ContextInternal context, StallWatch watch, Executor strays) {
        this.context = context;
        this.eventLoop = context.nettyEventLoop();
        this.watch = watch;
        this.strays = strays;
    }

    /// A new context for each loop of an instance.
    static List<Context> contextsOf(Vertx vertx) {
        VertxInternal internal = (VertxInternal) vertx;
        return StreamSupport.stream(internal.nettyEventLoopGroup().spliterator(), false)
                .<Context>map(loop -> internal.contextBuilder()
                        .withEventLoop((EventLoop) loop)
                        .build())
                .toList();
    }

    /// @param strays carries the guests of a loop when that is closed
    static List<Loop> over(
            List<? extends Context> contexts, Function<ContextInternal, StallWatch> watches, Executor strays) {
        if (contexts.isEmpty()) {
            throw new IllegalArgumentException("no contexts, expected one for each loop to be used");
        }
        List<Loop> loops = new ArrayList<>();
        for (Context context : contexts) {
            if (!context.isEventLoopContext()) {
                throw new IllegalArgumentException("context " + context + " has threading model "
                        + context.threadingModel() + ", expected EVENT_LOOP");
            }
            ContextInternal internal = (ContextInternal) context;
            if (loops.stream().anyMatch(loop -> loop.eventLoop.equals(internal.nettyEventLoop()))) {
                throw new IllegalArgumentException(
                        "context " + context + " shares its loop with an earlier one, expected one for each loop");
            }
            loops.add(new Loop(internal, watches.apply(internal), strays));
        }
        loops.forEach(loop -> loop.eventLoop.terminationFuture().addListener(over -> loop.sendGuestsAway()));
        return List.copyOf(loops);
    }

    /// The Vert.x instances that the loops belong to.
    static Set<VertxInternal> ownersOf(List<Loop> loops) {
        return loops.stream().map(loop -> loop.context.owner()).collect(Collectors.toSet());
    }

    ContextInternal context() {
        return context;
    }

    EventLoop eventLoop() {
        return eventLoop;
    }

    StallWatch watch() {
        return watch;
    }

    /// A task wants a turn.
    void submit(LoopThread task) {
        if (!isTaken(task)) {
            throw closed(task);
        }
    }

    /// A guest wants a turn. Nothing waits for its end, so it may be there still when the loop is closed; and who
    /// wakes it then is some innocent that releases a lock or completes a future.
    void submitGuest(LoopThread guest) {
        if (!isTaken(guest)) {
            strays.execute(guest::turn);
        } else if (eventLoop.isTerminated()) {
            sendGuestsAway();
        }
    }

    /// Those whose turn the closed loop has not come to. To take two turns is to take one.
    private void sendGuestsAway() {
        for (LoopThread left = ready.poll(); left != null; left = ready.poll()) {
            if (left.isGuest()) {
                strays.execute(left::turn);
            }
        }
    }

    /// Queues a turn; false if the loop is closed.
    private boolean isTaken(LoopThread thread) {
        if (eventLoop.isShuttingDown()) {
            return false;
        }
        ready.add(thread);
        return batched.get() || !batched.compareAndSet(false, true) || hasBegun();
    }

    private boolean hasBegun() {
        boolean begun = false;
        try {
            eventLoop.execute(this::takeTurns);
            begun = true;
        } catch (RejectedExecutionException e) {
            return false;
        } finally {
            if (!begun) {
                batched.set(false);
            }
        }
        return true;
    }

    private RejectedExecutionException closed(LoopThread task) {
        String message = "task " + task + " cannot go on, its event loop is closed, and its run will not end: "
                + "end every run before closing Vert.x";
        if (toldClosed.compareAndSet(false, true)) {
            // Who wakes a task may be a timer or a callback that drops exceptions.
            System.getLogger(LoopBackend.class.getName()).log(System.Logger.Level.ERROR, message);
        }
        return new RejectedExecutionException(message);
    }

    private void takeTurns() {
        ContextInternal outside = context.beginDispatch();
        boolean more = true;
        try {
            more = takeBatch();
        } finally {
            context.endDispatch(outside);
            if (more) {
                goOnLater();
            }
        }
    }

    /// Without memory it is tried until there is some, as the JDK does when it wakes a virtual thread.
    private void goOnLater() {
        boolean scheduled = false;
        while (!scheduled) {
            try {
                var _ = eventLoop.schedule(this::takeTurns, 0, TimeUnit.NANOSECONDS);
                scheduled = true;
            } catch (OutOfMemoryError e) {
                LockSupport.parkNanos(this, SHORT_OF_MEMORY_NANOS);
            }
        }
    }

    /// Returns whether there is more to do.
    private boolean takeBatch() {
        for (int turns = 0; turns < TURNS_PER_LOOK_AT_SOCKETS; turns++) {
            LoopThread next = ready.poll();
            if (next != null) {
                take(next);
            } else if (isDone()) {
                return false;
            }
        }
        return true;
    }

    private void take(LoopThread next) {
        watch.turnBegan(next);
        try {
            next.turn();
        } finally {
            watch.turnEnded();
        }
    }

    /// Ends the batch, unless somebody came between the last look into the queue and now.
    private boolean isDone() {
        batched.set(false);
        return ready.isEmpty() || !batched.compareAndSet(false, true);
    }

    @Override
    public String toString() {
        return eventLoop.toString();
    }
}
