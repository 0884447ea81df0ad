package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.nursery.testing.OnEachBackend;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Real parallelism: the order differs from run to run, what is asserted does not.
@OnEachBackend
class CancelStressTest {
    private static final NurseryOptions SPREAD = NurseryOptions.named("spread").with(Placement.IN_TURN);

    private final Backend backend;

    CancelStressTest(Backend backend) {
        this.backend = backend;
    }

    private void inNursery(Nursery.Body body) throws InterruptedException, NurseryFailed {
        backend.run(() -> {
            Nursery.open(SPREAD, body);
            return true;
        });
    }

    /// C175, C178
    @Test
    void permitsAreAllBackAfterRandomCancels() throws InterruptedException, NurseryFailed {
        long seed = System.nanoTime();
        System.out.println("CancelStressTest permits seed " + seed);
        Limiter limiter = new Limiter("three", 3);
        AtomicInteger holders = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        inNursery(nursery -> {
            Random random = new Random(seed);
            for (int i = 0; i < 5_000; i++) {
                Task<Boolean> task = nursery.start(() -> limiter.withPermit(() -> {
                    most.accumulateAndGet(holders.incrementAndGet(), Math::max);
                    Thread.onSpinWait();
                    return holders.decrementAndGet() >= 0;
                }));
                if (random.nextInt(3) == 0) {
                    task.cancel("at random");
                }
            }
        });
        assertThat(most.get()).isBetween(1, 3);
        assertThat(limiter.statistics()).isEqualTo(new LimiterStatistics(3, 0, 0));
    }

    @Test
    void aSuspensionGivesItsValueOnceOrIsCancelledAndThenTheValueIsDisposedOf()
            throws InterruptedException, NurseryFailed {
        AtomicInteger got = new AtomicInteger();
        AtomicInteger cancelled = new AtomicInteger();
        AtomicInteger late = new AtomicInteger();
        int rounds = 2_000;
        inNursery(nursery -> {
            for (int i = 0; i < rounds; i++) {
                AtomicReference<Suspension<String>> kept = new AtomicReference<>();
                Event begun = new Event();
                Task<Integer> task = nursery.start(() -> {
                    try {
                        Suspension.<String>await("race", suspension -> {
                            suspension.onLate(value -> late.incrementAndGet());
                            kept.set(suspension);
                            begun.set();
                        });
                        return got.incrementAndGet();
                    } catch (Cancelled c) {
                        cancelled.incrementAndGet();
                        throw c;
                    }
                });
                begun.await();
                race(i, () -> task.cancel("race"), () -> kept.get().resume("value"));
                task.waitDone();
            }
        });
        assertThat(got.get() + cancelled.get()).isEqualTo(rounds);
        assertThat(late.get()).isEqualTo(cancelled.get());
        System.out.println("CancelStressTest race: " + got + " values, " + cancelled + " cancels");
    }

    /// C167
    @Test
    void anEventWaiterEitherGoesOnOrIsCancelled() throws InterruptedException, NurseryFailed {
        AtomicInteger wentOn = new AtomicInteger();
        AtomicInteger cancelled = new AtomicInteger();
        int rounds = 2_000;
        inNursery(nursery -> {
            for (int i = 0; i < rounds; i++) {
                Event event = new Event();
                int before = wentOn.get();
                Task<Void> task = nursery.start(() -> {
                    try {
                        event.await();
                    } catch (Cancelled c) {
                        cancelled.incrementAndGet();
                        throw c;
                    }
                    wentOn.incrementAndGet();
                });
                race(i, () -> task.cancel("race"), event::set);
                task.waitDone();
                assertThat(task.state()).isEqualTo(wentOn.get() > before ? TaskState.SUCCEEDED : TaskState.CANCELLED);
                assertThat(wentOn.get() + cancelled.get()).isEqualTo(i + 1);
                assertThat(event.waiting()).isZero();
            }
        });
        System.out.println("CancelStressTest event race: " + wentOn + " went on, " + cancelled + " cancels");
    }

    /// Runs both at once, on two threads, and waits for them. Who comes last to the barrier has a head start,
    /// so the two take turns in it.
    private static void race(int round, Runnable one, Runnable other) throws InterruptedException, NurseryFailed {
        CyclicBarrier barrier = new CyclicBarrier(2);
        Nursery.open(SPREAD, pair -> {
            for (Runnable side : round % 2 == 0 ? List.of(one, other) : List.of(other, one)) {
                pair.start(() -> {
                    barrier.await(10, TimeUnit.SECONDS);
                    side.run();
                });
            }
        });
    }

    @Test
    void aNurseryHoldsAHundredThousandTasks() throws InterruptedException, NurseryFailed {
        AtomicInteger ran = new AtomicInteger();
        inNursery(nursery -> {
            for (int i = 0; i < 100_000; i++) {
                nursery.start(ran::incrementAndGet);
            }
        });
        assertThat(ran).hasValue(100_000);
    }

    @Test
    void aThousandNestedNurseriesAreCancelledTogether() throws InterruptedException, NurseryFailed {
        AtomicInteger cleanedUp = new AtomicInteger();
        inNursery(outer -> {
            nest(outer, 1_000, cleanedUp);
            Task.sleep(Duration.ofMinutes(1));
        });
        assertThat(cleanedUp).hasValue(1_000);
    }

    /// Each level is a task of the level above; the deepest cancels the outermost.
    private static void nest(Nursery outermost, int levels, AtomicInteger cleanedUp) {
        outermost.start(() -> level(outermost, levels, cleanedUp));
    }

    private static Void level(Nursery outermost, int levels, AtomicInteger cleanedUp)
            throws NurseryFailed, InterruptedException {
        try {
            Nursery.open(SPREAD, inner -> {
                if (levels > 1) {
                    inner.start(() -> level(outermost, levels - 1, cleanedUp));
                } else {
                    outermost.cancel("from the depth");
                }
                new Event().await();
            });
        } finally {
            cleanedUp.incrementAndGet();
        }
        throw new AssertionError("not cancelled");
    }

    @Test
    void tenThousandWaitingTasksAreCancelledTogether() throws InterruptedException, NurseryFailed {
        Event never = new Event();
        AtomicInteger cleanedUp = new AtomicInteger();
        long[] nanos = new long[1];
        inNursery(outer -> {
            Nursery.open(SPREAD, nursery -> {
                for (int i = 0; i < 10_000; i++) {
                    nursery.start(() -> {
                        try {
                            never.await();
                        } finally {
                            cleanedUp.incrementAndGet();
                        }
                    });
                }
                while (never.waiting() < 10_000) {
                    Task.checkpoint();
                }
                nanos[0] = System.nanoTime();
                nursery.cancel("all of it");
            });
            nanos[0] = System.nanoTime() - nanos[0];
        });
        assertThat(cleanedUp).hasValue(10_000);
        assertThat(never.waiting()).isZero();
        System.out.println("cancel of 10,000 waiting tasks: " + nanos[0] / 1_000 + " us");
    }
}
