package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.corral.nursery.testing.OnEachBackend;
import dev.corral.nursery.testing.VirtualTime;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

@OnEachBackend
class OffloadTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Backend backend;
    private final VirtualTime time;
    private final List<String> seen = new CopyOnWriteArrayList<>();

    OffloadTest(Backend backend) {
        this.backend = backend;
        time = VirtualTime.autoJump(backend);
    }

    private void inNursery(Nursery.Body body) throws InterruptedException, NurseryFailed {
        time.run(() -> {
            Nursery.open(body);
            return true;
        });
    }

    /// Blocks the thread until the latch is down, within a bound.
    private static String blockOn(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the latch stayed up");
        }
        return "done";
    }

    /// C140
    @Test
    void valueAndExceptionArriveUnchangedFromAnotherThread() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Thread worker = Offload.call(Thread::currentThread);
            assertThat(worker).isNotSameAs(Thread.currentThread());
            assertThat(worker.isVirtual()).isFalse();
            IOException planted = new IOException("planted");
            assertThat(catchThrowable(() -> Offload.call(() -> {
                        throw planted;
                    })))
                    .isSameAs(planted);
            Error error = new StackOverflowError("planted");
            assertThat(catchThrowable(() -> Offload.call(() -> {
                        throw error;
                    })))
                    .isSameAs(error);
        });
    }

    /// C141
    @Test
    void inACancelledScopeTheCodeNeverRuns() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            nursery.cancel("enough");
            assertThatThrownBy(() -> Offload.call(() -> seen.add("never"))).isInstanceOf(Cancelled.class);
        });
        assertThat(seen).isEmpty();
    }

    /// C142
    @Test
    void aCancelWaitsUntilTheCodeHasEnded() throws InterruptedException, NurseryFailed {
        CountDownLatch latch = new CountDownLatch(1);
        Event started = new Event();
        inNursery(nursery -> {
            Task<Void> task = nursery.start(() -> {
                String value = Offload.call(() -> {
                    started.set();
                    return blockOn(latch);
                });
                seen.add(value);
                Task.checkpoint();
                seen.add("never");
            });
            started.await();
            task.cancel("enough");
            assertThat(task.state()).isEqualTo(TaskState.CANCELLING);
            latch.countDown();
            task.waitDone();
            assertThat(task.state()).isEqualTo(TaskState.CANCELLED);
        });
        assertThat(seen).containsExactly("done");
    }

    /// C144
    @Test
    void anAbandonedCallKeepsItsPermitAndItsLateValueIsDisposedOf() throws InterruptedException, NurseryFailed {
        CountDownLatch latch = new CountDownLatch(1);
        Event started = new Event();
        Event disposed = new Event();
        Limiter limiter = new Limiter("one", 1);
        inNursery(nursery -> {
            Offload offload = Offload.named("slow").limitedBy(limiter).abandonOnCancel(late -> {
                seen.add("late " + late);
                disposed.set();
            });
            Task<String> task = nursery.start(() -> offload.run(() -> {
                started.set();
                return blockOn(latch);
            }));
            started.await();
            task.cancel("enough");
            task.waitDone();
            assertThat(task.state()).isEqualTo(TaskState.CANCELLED);
            assertThat(limiter.statistics().borrowed()).isEqualTo(1);
            latch.countDown();
            disposed.await();
            limiter.acquire();
            limiter.release();
        });
        assertThat(seen).containsExactly("late done");
    }

    /// C144, C145
    @Test
    void whatAnAbandonedCallThrowsIsDroppedWithoutAWord() throws InterruptedException, NurseryFailed {
        CountDownLatch latch = new CountDownLatch(1);
        AtomicReference<Thread> worker = new AtomicReference<>();
        Event started = new Event();
        backend.run(() -> {
            Nursery.open(nursery -> {
                nursery.start(() -> Offload.named("slow")
                        .abandonOnCancel(late -> seen.add("late " + late))
                        .run(() -> {
                            worker.set(Thread.currentThread());
                            worker.get().setUncaughtExceptionHandler((thread, thrown) -> seen.add("died of " + thrown));
                            started.set();
                            blockOn(latch);
                            throw new IOException("too late");
                        }));
                started.await();
                nursery.cancel("enough");
            });
            return true;
        });
        latch.countDown();
        assertThat(worker.get().join(Duration.ofSeconds(10))).isTrue();
        assertThat(seen).isEmpty();
    }

    /// C145
    @Test
    void anAbandonedCallMayEndAfterTheRun() throws InterruptedException, NurseryFailed {
        CountDownLatch latch = new CountDownLatch(1);
        BlockingQueue<Object> late = new LinkedBlockingQueue<>();
        AtomicReference<Thread> worker = new AtomicReference<>();
        Event started = new Event();
        backend.run(() -> {
            Nursery.open(nursery -> {
                nursery.start(
                        () -> Offload.named("slow").abandonOnCancel(late::add).run(() -> {
                            worker.set(Thread.currentThread());
                            started.set();
                            return blockOn(latch);
                        }));
                started.await();
                nursery.cancel("enough");
            });
            return true;
        });
        assertThat(worker.get().isAlive()).isTrue();
        latch.countDown();
        assertThat(late.poll(10, TimeUnit.SECONDS)).isEqualTo("done");
        assertThat(worker.get().join(Duration.ofSeconds(10))).isTrue();
    }

    /// C146
    @Test
    void aLimiterBoundsTheCallsAlsoWhenCallersAreCancelled() throws InterruptedException, NurseryFailed {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Limiter limiter = new Limiter("three", 3);
        inNursery(nursery -> {
            for (int i = 0; i < 60; i++) {
                Task<Integer> task = nursery.start(() -> Offload.named("bounded")
                        .limitedBy(limiter)
                        .run(() -> {
                            most.accumulateAndGet(running.incrementAndGet(), Math::max);
                            Thread.onSpinWait();
                            return running.decrementAndGet();
                        }));
                if (i % 3 == 0) {
                    task.cancel("this one not");
                }
            }
        });
        assertThat(most.get()).isBetween(1, 3);
        assertThat(limiter.statistics()).isEqualTo(new LimiterStatistics(3, 0, 0));
    }

    /// C148
    @Test
    void theDefaultLimiterIsOnePerRunAndAdjustable() throws InterruptedException, NurseryFailed {
        AtomicReference<Limiter> first = new AtomicReference<>();
        inNursery(nursery -> {
            first.set(Offload.defaultLimiter());
            assertThat(Offload.defaultLimiter()).isSameAs(first.get());
            assertThat(first.get().statistics()).isEqualTo(new LimiterStatistics(40, 0, 0));
            Offload.defaultLimiter().total(0);
            CancelScope scope = CancelScope.moveOnAfter(HOUR, s -> offloadNothing());
            assertThat(scope.cancelledCaught()).isTrue();
        });
        inNursery(nursery -> assertThat(Offload.defaultLimiter()).isNotSameAs(first.get()));
    }

    private void offloadNothing() throws InterruptedException {
        try {
            Offload.call(() -> seen.add("never"));
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /// C151
    @Test
    void aWorkerThatCannotBeHadIsAnErrorAndThePermitComesBack() throws InterruptedException {
        new Workerless(time).run(() -> {
            assertThatThrownBy(() -> Offload.call(() -> seen.add("never")))
                    .isInstanceOf(OutOfMemoryError.class)
                    .hasMessage("planted");
            assertThat(Offload.defaultLimiter().statistics().borrowed()).isZero();
            Task.sleep(HOUR);
            return true;
        });
        assertThat(seen).isEmpty();
    }

    /// C152
    @Test
    void aTaskWithAPermitOfTheLimiterCanStillOffload() throws InterruptedException, NurseryFailed {
        Limiter limiter = new Limiter("two", 2);
        inNursery(nursery -> {
            // The task holds a permit itself, and its call borrows another: the borrower is the call.
            limiter.acquire();
            Offload offload = Offload.named("second").limitedBy(limiter);
            assertThat(offload.run(() -> "first")).isEqualTo("first");
            assertThat(offload.run(() -> "second")).isEqualTo("second");
            limiter.release();
        });
    }

    /// C153
    @Test
    void theThreadCarriesTheCallsNameWhileItLasts() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            AtomicReference<Thread> worker = new AtomicReference<>();
            String during = Offload.named("reading").run(() -> {
                worker.set(Thread.currentThread());
                return Thread.currentThread().getName();
            });
            assertThat(during).startsWith("corral-worker-").contains("reading").contains("root");
            assertThat(worker.get().getName()).startsWith("corral-worker-").doesNotContain("reading");
        });
    }

    /// C154
    @Test
    void anInterruptLeftBehindDoesNotMeetTheNextCall() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            for (int i = 0; i < 3; i++) {
                assertThat(Offload.<Boolean>call(() -> {
                            boolean before = Thread.currentThread().isInterrupted();
                            Thread.currentThread().interrupt();
                            return before;
                        }))
                        .isFalse();
            }
        });
    }

    /// C154
    @Test
    @SuppressWarnings("System.GC") // what is reachable is what is tested
    void nothingOfACallIsKeptByItsWorkerOrItsTask() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            List<WeakReference<Object>> used = List.of(offloaded(), offloaded(), offloaded());
            assertThat(Offload.activeWorkers()).isZero();
            Bounded.until(() -> {
                System.gc();
                return used.stream().allMatch(object -> object.get() == null);
            });
        });
    }

    /// An object that blocking code knew, and gave back.
    private static WeakReference<Object> offloaded() throws Exception {
        Object known = new Object();
        Object given = Offload.call(() -> {
            FromWorker.checkCancelled();
            return known;
        });
        Offload.awaitIdleWorkers();
        return new WeakReference<>(given);
    }

    /// Has threads for tasks and none for blocking calls.
    private record Workerless(Backend backend) implements Backend {
        @Override
        public String name() {
            return "workerless";
        }

        @Override
        public Clock clock() {
            return backend.clock();
        }

        @Override
        public Activity activity() {
            return backend.activity();
        }

        @Override
        public Thread newThread(String name, Runnable task) {
            return backend.newThread(name, task);
        }

        @Override
        public Thread newWorker(String name, Runnable calls) {
            throw new OutOfMemoryError("planted");
        }
    }
}
