package dev.corral.nursery.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.corral.nursery.Backend;
import dev.corral.nursery.CancelScope;
import dev.corral.nursery.Cancelled;
import dev.corral.nursery.Event;
import dev.corral.nursery.Instrument;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.Task;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Vert.x was closed too early.
class LoopClosedTest {
    private final OpenLoops loops = OpenLoops.of(1);

    @BeforeEach
    void open() throws InterruptedException {
        loops.open(LoopOptions.DEFAULTS);
    }

    @Test
    void aRunOnAClosedLoopIsAClearError() throws TimeoutException {
        loops.close();
        assertThatThrownBy(() -> loops.backend().run(() -> true))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("task root")
                .hasMessageContaining("end every run before closing Vert.x");
    }

    /// Runs on another thread; gives what the run threw.
    private static FutureTask<Throwable> running(Backend backend, Backend.RunBody<Boolean, Exception> body) {
        FutureTask<Throwable> run = new FutureTask<>(() -> catchThrowable(() -> backend.run(body)));
        Thread.ofPlatform().start(run);
        return run;
    }

    private static void assertToldOfTheClosing(FutureTask<Throwable> run)
            throws ExecutionException, InterruptedException, TimeoutException {
        assertThat(run.get(10, TimeUnit.SECONDS))
                .isInstanceOf(Cancelled.class)
                .hasMessageContaining("Vert.x")
                .hasMessageContaining("is being closed");
    }

    @Test
    void closingCancelsTheRunsAndWaitsForTheirCleanUp()
            throws ExecutionException, InterruptedException, TimeoutException {
        CountDownLatch began = new CountDownLatch(2);
        AtomicInteger cleanedUp = new AtomicInteger();
        Backend.RunBody<Boolean, Exception> body = () -> {
            Nursery.open(nursery -> {
                nursery.start("waiting", () -> {
                    began.countDown();
                    try {
                        new Event("never").await();
                    } finally {
                        CancelScope.shielded(s -> Task.sleep(Duration.ofMillis(20)));
                        cleanedUp.incrementAndGet();
                    }
                });
            });
            return true;
        };
        FutureTask<Throwable> plain = running(loops.backend(), body);
        FutureTask<Throwable> instrumented = running(loops.backend().instrumented(Instrument.NONE), body);
        assertThat(began.await(10, TimeUnit.SECONDS)).isTrue();
        loops.close();
        assertThat(cleanedUp).hasValue(2);
        assertToldOfTheClosing(plain);
        assertToldOfTheClosing(instrumented);
    }

    @Test
    void aTaskThatWaitsForTheClosingIsCancelledByItAndNoDeadlock()
            throws ExecutionException, InterruptedException, TimeoutException {
        assertToldOfTheClosing(
                running(loops.backend(), () -> VertxFutures.await(loops.vertx().close()) == null));
        loops.close();
    }

    @Test
    void aRunThatEndedBeforeHoldsUpNothing() throws InterruptedException, TimeoutException {
        assertThat(loops.backend().<Boolean, RuntimeException>run(() -> true)).isTrue();
        loops.close();
    }

    @Test
    void wakingATaskOfAClosedLoopIsAClearError() throws InterruptedException, TimeoutException {
        CountDownLatch began = new CountDownLatch(1);
        Thread thread = loops.backend().newThread("", new Runnable() {
            @Override
            public void run() {
                began.countDown();
                while (true) {
                    LockSupport.park(this);
                }
            }

            @Override
            public String toString() {
                return "left behind";
            }
        });
        thread.start();
        assertThat(began.await(10, TimeUnit.SECONDS)).isTrue();
        // The loop closes after its task has parked.
        loops.close();
        assertThatThrownBy(() -> LockSupport.unpark(thread))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("task left behind")
                .hasMessageContaining("end every run before closing Vert.x");
    }

    /// Whoever wakes it, such as one who completes a future, must get no error for that.
    @Test
    @SuppressWarnings("ThreadPriorityCheck") // a yield makes another turn
    void aPlainThreadThatOutlivesTheRunAndTheLoopGoesOnElsewhere()
            throws ExecutionException, InterruptedException, TimeoutException {
        CompletableFuture<String> told = new CompletableFuture<>();
        CompletableFuture<String> ended = new CompletableFuture<>();
        CountDownLatch began = new CountDownLatch(1);
        loops.backend()
                .<Boolean, RuntimeException>run(() -> Thread.ofVirtual()
                        .start(() -> {
                            began.countDown();
                            String heard = told.join();
                            for (int i = 0; i < 1_000; i++) {
                                Thread.yield();
                            }
                            ended.complete(heard);
                        })
                        .isVirtual());
        assertThat(began.await(10, TimeUnit.SECONDS)).isTrue();
        loops.close();
        told.complete("the loop is closed");
        assertThat(ended.get(10, TimeUnit.SECONDS)).isEqualTo("the loop is closed");
    }

    @Test
    @SuppressWarnings("ThreadPriorityCheck") // a yield makes another turn
    void aPlainThreadThatIsInTheMiddleOfItsTurnsWhenTheLoopClosesGoesOnElsewhere()
            throws InterruptedException, TimeoutException {
        CountDownLatch began = new CountDownLatch(10);
        CountDownLatch ended = new CountDownLatch(10);
        AtomicBoolean closed = new AtomicBoolean();
        loops.backend().<Boolean, RuntimeException>run(() -> {
            for (int i = 0; i < 10; i++) {
                Thread.ofVirtual().start(() -> {
                    began.countDown();
                    while (!closed.get()) {
                        Thread.yield();
                    }
                    ended.countDown();
                });
            }
            return true;
        });
        assertThat(began.await(10, TimeUnit.SECONDS)).isTrue();
        loops.close();
        closed.set(true);
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
