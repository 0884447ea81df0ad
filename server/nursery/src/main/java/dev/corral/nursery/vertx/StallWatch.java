package dev.corral.nursery.vertx;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.corral.nursery.Clock;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Sees when a task holds one loop for too long.
///
/// The loop only notes who takes a turn and counts the turns: two ordered stores, no reading of a clock, no
/// fence. While there are tasks, a timer looks now and then: the same task in the same turn as at the last look
/// has held the loop all the while between. What a look reads may be torn, the task of one turn with the number
/// of another; then the next look sees a change and begins anew.
final class StallWatch {
    private static final int LOOKS_PER_LIMIT = 4;

    private final ContextInternal context;
    private final Clock clock;
    private final long limitNanos;
    private final Consumer<? super Stall> listener;

    // Written by the loop's thread, or by the task that it carries.
    private final AtomicReference<@Nullable LoopThread> inTurn = new AtomicReference<>();
    private final AtomicLong turns = new AtomicLong();
    private final AtomicInteger alive = new AtomicInteger();

    private final AtomicBoolean looking = new AtomicBoolean();

    @GuardedBy("this")
    private @Nullable LoopThread seen;

    @GuardedBy("this")
    private long seenTurn;

    @GuardedBy("this")
    private long sinceNanos;

    @GuardedBy("this")
    private boolean told;

    StallWatch(ContextInternal context, LoopOptions options, Clock clock) {
        this.context = context;
        this.clock = clock;
        this.limitNanos = options.stallLimitNanos();
        this.listener = options.onStall();
    }

    void taskBegan() {
        if (alive.getAndIncrement() == 0) {
            beginLooking();
        }
    }

    void taskEnded() {
        alive.decrementAndGet();
    }

    void turnBegan(LoopThread task) {
        turns.lazySet(turns.getPlain() + 1);
        inTurn.lazySet(task);
    }

    void turnEnded() {
        inTurn.lazySet(null);
    }

    private void beginLooking() {
        if (looking.compareAndSet(false, true)) {
            scheduleLook();
        }
    }

    private void scheduleLook() {
        var _ = clock.schedule(clock.nanoTime() + limitNanos / LOOKS_PER_LIMIT, this::look);
    }

    private void look() {
        try {
            Stall stall = stall();
            if (stall != null) {
                listener.accept(stall);
            }
        } finally {
            goOn();
        }
    }

    /// Looks again later, for as long as there are tasks. One that begins right now begins the looking itself, or
    /// is seen here.
    private void goOn() {
        if (alive.get() > 0) {
            scheduleLook();
            return;
        }
        looking.set(false);
        if (alive.get() > 0) {
            beginLooking();
        }
    }

    private @Nullable Stall stall() {
        LoopThread task = inTurn.get();
        long lasting = heldNanos(task);
        if (task == null || lasting < limitNanos) {
            return null;
        }
        List<StackTraceElement> stack = List.of(task.stack());
        return new Stall(task.toString(), loopName(), Duration.ofNanos(lasting), stack);
    }

    /// How long the task has held the loop, for what looks can tell; 0 if that was told before.
    private synchronized long heldNanos(@Nullable LoopThread task) {
        long turn = turns.get();
        long now = clock.nanoTime();
        if (task == null || task != seen || turn != seenTurn) {
            seen = task;
            seenTurn = turn;
            sinceNanos = now;
            told = false;
            return 0;
        }
        long held = now - sinceNanos;
        if (told || held < limitNanos) {
            return 0;
        }
        told = true;
        return held;
    }

    private String loopName() {
        return context.nettyEventLoop() instanceof io.netty.util.concurrent.SingleThreadEventExecutor loop
                ? loop.threadProperties().name()
                : context.nettyEventLoop().toString();
    }
}
