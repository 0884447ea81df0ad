package dev.corral.nursery.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.corral.nursery.Backend;
import dev.corral.nursery.Event;
import dev.corral.nursery.Instrument;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.NurseryOptions;
import dev.corral.nursery.Offload;
import dev.corral.nursery.Placement;
import dev.corral.nursery.Portal;
import dev.corral.nursery.Task;
import dev.corral.nursery.testing.VirtualTime;
import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoopBackendTest {
    private final OpenLoops loops = OpenLoops.of(2);

    @BeforeAll
    void open() throws InterruptedException {
        loops.open(LoopOptions.DEFAULTS);
    }

    @AfterAll
    void close() throws TimeoutException {
        loops.close();
    }

    private void inNursery(Nursery.Body body) throws InterruptedException, NurseryFailed {
        loops.backend().run(() -> {
            Nursery.open(body);
            return true;
        });
    }

    private static Context here() {
        return Objects.requireNonNull(Vertx.currentContext());
    }

    @Test
    void aTaskIsInTheContextOfItsLoopBeforeAndAfterAWait() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Context first = here();
            assertThat(first.isEventLoopContext()).isTrue();
            assertThat(loops.vertx().getOrCreateContext()).isSameAs(first);
            Task.sleep(Duration.ofMillis(1));
            assertThat(here()).isSameAs(first);
            assertThat(Offload.<Boolean>call(() -> Vertx.currentContext() == null))
                    .isTrue();
            assertThat(here()).isSameAs(first);
            assertThat(Thread.currentThread().isVirtual()).isTrue();
        });
    }

    @Test
    void aTaskRunsOnItsStartersLoop() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Context first = here();
            for (int i = 0; i < 4; i++) {
                Task<Context> child = nursery.start(() -> {
                    Task.checkpoint();
                    return Nursery.call(
                            inner -> inner.start(LoopBackendTest::here).await());
                });
                assertThat(child.await()).isSameAs(first);
            }
        });
    }

    /// C19
    @Test
    void nothingOfATaskHasRunWhenItsStarterGoesOn() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            for (int i = 0; i < 100; i++) {
                boolean[] ran = new boolean[1];
                Task<Boolean> task = nursery.start(() -> ran[0] = true);
                assertThat(ran[0]).isFalse();
                assertThat(task.await()).isTrue();
            }
        });
    }

    @Test
    void aHandlerOfALoopStartsTasksOnThatLoop() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            for (Context context : Loop.contextsOf(loops.vertx())) {
                Task<Task<Context>> started = VertxFutures.callOn(
                        context,
                        () -> Future.succeededFuture(nursery.start(() -> nursery.start(LoopBackendTest::here))),
                        ignored -> {});
                assertThat(loopOf(started.await().await())).isSameAs(loopOf(context));
            }
        });
    }

    private static EventLoop loopOf(Context context) {
        return ((ContextInternal) context).nettyEventLoop();
    }

    @Test
    void aNurseryInTurnUsesEveryLoop() throws InterruptedException, NurseryFailed {
        Set<Context> used = new HashSet<>();
        loops.backend().run(() -> {
            Nursery.open(NurseryOptions.named("wide").with(Placement.IN_TURN), nursery -> {
                List<Task<Context>> tasks = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    tasks.add(nursery.start(LoopBackendTest::here));
                }
                for (Task<Context> task : tasks) {
                    used.add(task.await());
                }
            });
            return true;
        });
        assertThat(used).hasSize(2);
    }

    @Test
    void tasksOfALoopNeverRunAtTheSameTime() throws InterruptedException, NurseryFailed {
        int[] unguarded = new int[1];
        inNursery(nursery -> {
            for (int i = 0; i < 50; i++) {
                nursery.start(() -> {
                    for (int j = 0; j < 200; j++) {
                        unguarded[0]++;
                        Task.checkpoint();
                    }
                });
            }
        });
        assertThat(unguarded[0]).isEqualTo(10_000);
    }

    /// The task goes on in the loop's next round, before anything that is handed to the loop later.
    @Test
    void aFutureThatCompletesOnTheLoopWakesItsTaskWithoutAHop() throws InterruptedException, NurseryFailed {
        List<String> order = new ArrayList<>();
        inNursery(nursery -> {
            Promise<String> promise = Promise.promise();
            Event over = new Event();
            here().runOnContext(ignored -> {
                promise.complete("value");
                order.add("completed");
                here().runOnContext(later -> {
                    order.add("next event");
                    over.set();
                });
            });
            order.add(VertxFutures.await(promise.future()));
            over.await();
        });
        assertThat(order).containsExactly("completed", "value", "next event");
    }

    /// Netty runs what is queued for up to a second before it looks at sockets and timers.
    @Test
    void tasksThatOnlyGiveWayDoNotKeepTheLoopFromItsTimers() throws InterruptedException, NurseryFailed {
        AtomicBoolean rang = new AtomicBoolean();
        int[] checkpoints = new int[1];
        inNursery(nursery -> {
            var _ = loopOf(here()).schedule(() -> rang.set(true), 0, TimeUnit.NANOSECONDS);
            while (!rang.get() && checkpoints[0] < 100_000) {
                checkpoints[0]++;
                Task.checkpoint();
            }
        });
        assertThat(checkpoints[0]).isLessThan(1_000);
    }

    @Test
    void aRunOnAnEventLoopIsRefused() throws ExecutionException, InterruptedException, TimeoutException {
        CompletableFuture<Throwable> refused = new CompletableFuture<>();
        loops.vertx()
                .runOnContext(ignored ->
                        refused.complete(catchThrowable(() -> loops.backend().run(() -> true))));
        assertThat(refused.get(10, TimeUnit.SECONDS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("event loop")
                .hasMessageContaining("another thread");
    }

    @Test
    void aRunOnAnEventLoopIsRefusedUnderInstrumentsAndVirtualClocksToo()
            throws ExecutionException, InterruptedException, TimeoutException {
        LoopBackend backend = loops.backend();
        for (Backend around : List.of(backend.instrumented(Instrument.NONE), VirtualTime.autoJump(backend))) {
            CompletableFuture<Throwable> refused = new CompletableFuture<>();
            loops.vertx().runOnContext(ignored -> refused.complete(catchThrowable(() -> around.run(() -> true))));
            assertThat(refused.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("event loop");
        }
    }

    @Test
    void itsNameIsLoop() {
        assertThat(loops.backend().name()).isEqualTo("loop");
    }

    /// C156
    @Test
    void aCallThroughAPortalOnAnEventLoopIsAnErrorAndNoDeadlock()
            throws InterruptedException, NurseryFailed, TimeoutException {
        try (OpenLoops others = OpenLoops.of(1)) {
            inNursery(nursery -> {
                Portal portal = new Portal(nursery);
                for (Vertx vertx : List.of(others.vertx(), loops.vertx())) {
                    for (Context context : Loop.contextsOf(vertx)) {
                        Promise<Throwable> thrown = Promise.promise();
                        context.runOnContext(
                                ignored -> thrown.complete(catchThrowable(() -> portal.call(() -> "never"))));
                        assertThat(VertxFutures.await(thrown.future()))
                                .isInstanceOf(IllegalStateException.class)
                                .hasMessageContaining("would block");
                    }
                }
            });
        }
    }

    /// The JDK gives it the scheduler of the thread that starts it.
    @Test
    void aVirtualThreadThatATaskStartsRunsAndHarmsNobody() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            for (int i = 0; i < 100; i++) {
                CompletableFuture<String> first = new CompletableFuture<>();
                CompletableFuture<String> second = new CompletableFuture<>();
                Thread guest = Thread.ofVirtual().start(() -> {
                    first.complete("first");
                    second.complete(first.join() + " and "
                            + new CompletableFuture<String>()
                                    .completeOnTimeout("second", 1, TimeUnit.MILLISECONDS)
                                    .join());
                });
                Task.checkpoint();
                assertThat(VertxFutures.await(Future.fromCompletionStage(second)))
                        .isEqualTo("first and second");
                guest.join();
            }
        });
    }
}
