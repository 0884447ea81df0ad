package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.corral.nursery.testing.OnEachBackend;
import dev.corral.nursery.testing.Stepped;
import dev.corral.nursery.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

@OnEachBackend
class FromWorkerTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final VirtualTime time;
    private final List<String> seen = new CopyOnWriteArrayList<>();

    FromWorkerTest(Backend backend) {
        time = VirtualTime.autoJump(backend);
    }

    private void inNursery(Nursery.Body body) throws InterruptedException, NurseryFailed {
        time.run(() -> {
            Nursery.open(body);
            return true;
        });
    }

    private static boolean await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the latch stayed up");
        }
        return true;
    }

    /// C155
    @Test
    void codeRunsAsATaskAndItsValueComesToTheWorker() throws InterruptedException, NurseryFailed {
        IOException planted = new IOException("planted");
        inNursery(nursery -> {
            assertThat(Offload.<String>call(() -> {
                        Thread worker = Thread.currentThread();
                        return FromWorker.call(() -> {
                            assertThat(Thread.currentThread()).isNotSameAs(worker);
                            Task.sleep(HOUR);
                            return Task.current().name();
                        });
                    }))
                    .isEqualTo("offload re-entry");
            assertThat(time.clock().nanoTime()).isEqualTo(HOUR.toNanos());
            assertThat(catchThrowable(() -> Offload.call(() -> FromWorker.call(() -> {
                        throw planted;
                    }))))
                    .isSameAs(planted);
        });
    }

    /// C152
    @Test
    void offloadReentryAndOffloadAgainDoNotDeadlock() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Offload.defaultLimiter().total(2);
            String value = Offload.call(() -> FromWorker.call(() -> Offload.call(() -> "deep")));
            assertThat(value).isEqualTo("deep");
        });
    }

    /// C156
    @Test
    void elsewhereItIsAnErrorAndNoDeadlock() throws InterruptedException, NurseryFailed {
        assertThatThrownBy(() -> FromWorker.call(() -> "foreign"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("see Portal");
        assertThatThrownBy(FromWorker::checkCancelled).isInstanceOf(IllegalStateException.class);
        inNursery(nursery -> {
            assertThatThrownBy(() -> FromWorker.call(() -> "task"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("call the code directly");
            assertThatThrownBy(FromWorker::checkCancelled).isInstanceOf(IllegalStateException.class);
        });
    }

    /// C157
    @Test
    void afterTheTaskHasAbandonedTheCallNothingIsBroughtBack() throws InterruptedException, NurseryFailed {
        CountDownLatch abandoned = new CountDownLatch(1);
        BlockingQueue<Throwable> thrown = new LinkedBlockingQueue<>();
        inNursery(nursery -> {
            Event begun = new Event();
            Task<Boolean> task = nursery.start(() -> Offload.named("slow")
                    .abandonOnCancel(late -> {})
                    .run(() -> {
                        begun.set();
                        await(abandoned);
                        return thrown.add(catchThrowable(() -> FromWorker.call(() -> seen.add("never"))));
                    }));
            begun.await();
            task.cancel("enough");
            task.waitDone();
        });
        abandoned.countDown();
        assertThat(thrown.poll(10, TimeUnit.SECONDS)).isInstanceOf(CallAbandoned.class);
        assertThat(seen).isEmpty();
    }

    /// C157, C161
    @Test
    void broughtBackCodeIsUnderTheScopeOfTheTaskWhichWaitsForIt() throws InterruptedException, NurseryFailed {
        BlockingQueue<Throwable> told = new LinkedBlockingQueue<>();
        inNursery(nursery -> {
            Task<Boolean> task = nursery.start(() -> Offload.named("slow")
                    .abandonOnCancel(late -> {})
                    .run(() -> {
                        try {
                            return FromWorker.call(this::neverEnds);
                        } catch (Cancelled c) {
                            told.add(c);
                            throw c;
                        }
                    }));
            time.waitAllTasksBlocked();
            task.cancel("enough");
            task.waitDone();
            assertThat(seen).containsExactly("cleaned up");
            assertThat(task.state()).isEqualTo(TaskState.CANCELLED);
        });
        assertThat(told.poll(10, TimeUnit.SECONDS))
                .isInstanceOf(Cancelled.class)
                .hasMessage("enough");
    }

    private boolean neverEnds() throws InterruptedException {
        try {
            Task.sleep(HOUR.multipliedBy(1_000));
            return true;
        } finally {
            CancelScope.shielded(s -> Task.sleep(HOUR));
            seen.add("cleaned up");
        }
    }

    /// C158
    @Test
    void aWorkerSeesThatItsTaskIsCancelledAndTheScopeSwallowsIt() throws InterruptedException, NurseryFailed {
        CountDownLatch cancelled = new CountDownLatch(1);
        inNursery(nursery -> {
            Event begun = new Event();
            Task<Boolean> task = nursery.start(() -> CancelScope.<Exception>open(scope -> {
                        FromScope.offload(begun, cancelled, scope);
                    })
                    .cancelledCaught());
            begun.await();
            cancelled.countDown();
            assertThat(task.await()).isTrue();
        });
    }

    /// The code that a scope of the test above runs.
    private static final class FromScope {
        static void offload(Event begun, CountDownLatch cancelled, CancelScope scope) throws Exception {
            Offload.call(() -> {
                FromWorker.checkCancelled();
                begun.set();
                await(cancelled);
                scope.cancel("enough");
                FromWorker.checkCancelled();
                throw new AssertionError("not cancelled");
            });
        }
    }

    /// C159
    @Test
    void anAbandonedWorkerSeesItToo() throws InterruptedException, NurseryFailed {
        CountDownLatch left = new CountDownLatch(1);
        BlockingQueue<Throwable> thrown = new LinkedBlockingQueue<>();
        inNursery(nursery -> {
            Event begun = new Event();
            Task<Boolean> task = nursery.start(() -> Offload.named("slow")
                    .abandonOnCancel(late -> {})
                    .run(() -> {
                        begun.set();
                        await(left);
                        return thrown.add(catchThrowable(FromWorker::checkCancelled));
                    }));
            begun.await();
            task.cancel("enough");
            task.waitDone();
        });
        left.countDown();
        assertThat(thrown.poll(10, TimeUnit.SECONDS))
                .isInstanceOf(Cancelled.class)
                .hasMessage("enough");
    }

    /// C163
    @Test
    void activeWorkersAreCountedAndTheirEndCanBeAwaited() throws InterruptedException, NurseryFailed {
        CountDownLatch latch = new CountDownLatch(1);
        inNursery(nursery -> {
            assertThat(Offload.activeWorkers()).isZero();
            Event begun = new Event();
            nursery.start(() -> Offload.call(() -> {
                begun.set();
                return await(latch);
            }));
            begun.await();
            assertThat(Offload.activeWorkers()).isEqualTo(1);
            latch.countDown();
            Offload.awaitIdleWorkers();
            assertThat(Offload.activeWorkers()).isZero();
        });
    }

    /// C163
    @Test
    void theWaitForIdleWorkersIsForAbandonedCallsTooAndCanBeCancelled() throws InterruptedException, NurseryFailed {
        CountDownLatch latch = new CountDownLatch(1);
        inNursery(nursery -> {
            Offload.awaitIdleWorkers();
            Event begun = new Event();
            Task<Boolean> caller = nursery.start(
                    () -> Offload.named("slow").abandonOnCancel(late -> {}).run(() -> {
                        begun.set();
                        return await(latch);
                    }));
            begun.await();
            caller.cancel("not needed");
            caller.waitDone();
            Task<Void> leaving = nursery.start(Offload::awaitIdleWorkers);
            Task<Void> waiting = nursery.start(Offload::awaitIdleWorkers);
            leaving.cancel("enough");
            leaving.waitDone();
            assertThat(leaving.state()).isEqualTo(TaskState.CANCELLED);
            assertThat(waiting.state()).isEqualTo(TaskState.RUNNING);
            assertThat(Offload.activeWorkers()).isEqualTo(1);
            latch.countDown();
            waiting.await();
            assertThat(Offload.activeWorkers()).isZero();
            Offload.awaitIdleWorkers();
        });
    }

    @Test
    void broughtBackCodeIsSeenInTheTree() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Task<Boolean> task = nursery.start(
                    "host",
                    () -> Offload.call(() -> FromWorker.call(() -> {
                        Task.sleep(HOUR);
                        return true;
                    })));
            time.waitAllTasksBlocked();
            assertThat(TaskTree.of(nursery).tasks())
                    .extracting(TaskTree.RunningTask::name)
                    .containsExactly("host", "offload re-entry");
            task.await();
        });
    }

    /// C163
    @Test
    void theEndOfTheLastCallIsNoMomentInWhichNobodyIsBusy() throws InterruptedException, NurseryFailed {
        for (Backend test : List.of(time, Stepped.fifo())) {
            test.run(() -> {
                Nursery.open(FromWorkerTest::awaitAnAbandonedCall);
                return true;
            });
        }
        assertThat(time.clock().nanoTime()).isZero();
    }

    private static void awaitAnAbandonedCall(Nursery nursery) throws InterruptedException {
        AtomicReference<Task<Void>> waiter = new AtomicReference<>();
        Event begun = new Event();
        Task<Boolean> caller = nursery.start(() -> Offload.named("slow")
                .abandonOnCancel(late -> {})
                .run(() -> {
                    begun.set();
                    Bounded.until(() -> waiter.get() != null && waiter.get().waiting() != null);
                    return true;
                }));
        begun.await();
        caller.cancel("not needed");
        caller.waitDone();
        waiter.set(nursery.start(() -> CancelScope.failAfter(HOUR, s -> Offload.awaitIdleWorkers())));
    }

    /// C157
    @Test
    void anInterruptFromOutsideCancelsWhatTheAbandonedCallHasBroughtBack() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Task<Throwable> task = nursery.start(() -> Objects.requireNonNull(catchThrowable(() ->
                    Offload.named("slow").abandonOnCancel(late -> {}).run(() -> FromWorker.call(this::neverEnds)))));
            time.waitAllTasksBlocked();
            task.thread().interrupt();
            // An interrupt is none of the clock's business; what it has done is.
            Bounded.until(() -> task.waiting() instanceof ReentryCell);
            assertThat(task.await()).isExactlyInstanceOf(InterruptedException.class);
            assertThat(seen).containsExactly("cleaned up");
        });
        assertThat(time.clock().nanoTime()).isEqualTo(HOUR.toNanos());
    }
}
