package dev.corral.nursery.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corral.nursery.testing.VirtualClock;
import io.vertx.core.Context;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// By a virtual clock; the loop that is watched does nothing.
class StallWatchTest {
    private static final Duration LIMIT = Duration.ofMillis(100);

    private final OpenLoops loops = OpenLoops.of(1);
    private final VirtualClock clock = new VirtualClock();
    private final List<Stall> told = new ArrayList<>();
    private final Context context = loops.vertx().getOrCreateContext();
    private final StallWatch watch = new StallWatch(
            (ContextInternal) context, LoopOptions.DEFAULTS.stallLimit(LIMIT).onStall(told::add), clock);
    private final LoopThread hog = thread("hog");
    private final LoopThread other = thread("other");

    private LoopThread thread(String name) {
        Loop loop = Loop.over(List.of(context), ignored -> watch, Runnable::run).getFirst();
        LoopThread thread = new LoopThread(loop, new Runnable() {
            @Override
            public void run() {}

            @Override
            public String toString() {
                return name;
            }
        });
        thread.seated(Thread.currentThread());
        return thread;
    }

    @AfterEach
    void close() throws TimeoutException {
        loops.close();
    }

    @Test
    void aStallIsToldOnceWithTaskLoopTimeAndStack() {
        watch.taskBegan();
        watch.turnBegan(hog);
        clock.advance(Duration.ofSeconds(10));
        assertThat(told).singleElement().satisfies(stall -> {
            assertThat(stall.task()).isEqualTo("hog");
            assertThat(stall.loop()).contains("eventloop");
            assertThat(stall.lasting()).isBetween(LIMIT, LIMIT.multipliedBy(2));
            assertThat(stall.stack()).isNotEmpty();
            assertThat(stall.message())
                    .startsWith("task hog has held the event loop ")
                    .contains(" ms")
                    .contains("\n\tat ");
        });
    }

    @Test
    void theNextStallIsToldAgain() {
        watch.taskBegan();
        for (int i = 0; i < 3; i++) {
            watch.turnBegan(hog);
            clock.advance(LIMIT.multipliedBy(2));
            watch.turnEnded();
            clock.advance(LIMIT);
        }
        assertThat(told).hasSize(3);
    }

    @Test
    void shortTurnsAreNoStallHoweverMany() {
        watch.taskBegan();
        for (int i = 0; i < 1_000; i++) {
            watch.turnBegan(i % 2 == 0 ? hog : other);
            clock.advance(Duration.ofMillis(9));
            watch.turnEnded();
        }
        assertThat(told).isEmpty();
    }

    @Test
    void anIdleLoopIsNoStall() {
        watch.taskBegan();
        watch.turnBegan(hog);
        watch.turnEnded();
        clock.advance(Duration.ofSeconds(10));
        assertThat(told).isEmpty();
    }

    @Test
    void withoutTasksNobodyLooks() {
        assertThat(clock.pending()).isZero();
        watch.taskBegan();
        watch.taskBegan();
        assertThat(clock.pending()).isEqualTo(1);
        watch.taskEnded();
        clock.advance(LIMIT);
        assertThat(clock.pending()).isEqualTo(1);
        watch.taskEnded();
        clock.advance(LIMIT);
        assertThat(clock.pending()).isZero();
        watch.taskBegan();
        assertThat(clock.pending()).isEqualTo(1);
    }

    @Test
    void aListenerThatThrowsDoesNotEndTheWatch() {
        StallWatch fragile = new StallWatch(
                (ContextInternal) context,
                LoopOptions.DEFAULTS.onStall(stall -> {
                    told.add(stall);
                    throw new IllegalStateException("planted");
                }),
                clock);
        fragile.taskBegan();
        for (int i = 0; i < 2; i++) {
            fragile.turnBegan(hog);
            assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(1))).hasMessage("planted");
            fragile.turnEnded();
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(told).hasSize(2);
    }
}
