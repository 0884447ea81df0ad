package dev.corral.nursery.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.nursery.CancelScope;
import dev.corral.nursery.Event;
import dev.corral.nursery.Limiter;
import dev.corral.nursery.LimiterStatistics;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.Offload;
import dev.corral.nursery.Ready;
import dev.corral.nursery.Task;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NurseryScheduleTest {
    private static final int SEEDS = 2_500;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static final class Expected extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /// A tree of nurseries in which tasks fail and are cancelled at random: each block is left after all that
    /// it started, and every failure is in what it throws.
    @Test
    void aNurseryIsLeftAfterItsLastTask() throws InterruptedException {
        Trial.explore(SEEDS, trial -> {
            int[] failures = {0};
            int told = 0;
            try {
                grow(trial, 3, failures);
            } catch (NurseryFailed e) {
                told = count(e);
            }
            assertThat(told).isEqualTo(failures[0]);
        });
    }

    private static void grow(Trial trial, int depth, int[] failures) throws NurseryFailed, InterruptedException {
        int[] alive = {0};
        try {
            Nursery.open(nursery -> {
                trial.saboteur().mayDo(() -> nursery.cancel("sabotage"));
                for (int i = 0; i < 2; i++) {
                    trial.saboteur().mayCancel(nursery.start(() -> {
                        alive[0]++;
                        try {
                            live(trial, depth, failures);
                        } finally {
                            alive[0]--;
                        }
                    }));
                }
            });
        } finally {
            assertThat(alive[0]).isZero();
        }
    }

    private static void live(Trial trial, int depth, int[] failures)
            throws Expected, NurseryFailed, InterruptedException {
        Task.checkpoint();
        if (trial.chance(8)) {
            failures[0]++;
            throw new Expected();
        }
        if (depth > 0) {
            grow(trial, depth - 1, failures);
        } else if (trial.chance(2)) {
            Task.sleep(SECOND);
        } else {
            CancelScope.moveOnAfter(SECOND, scope -> new Event().await());
        }
    }

    private static int count(Throwable thrown) {
        return switch (thrown) {
            case NurseryFailed failed ->
                failed.failures().stream().mapToInt(NurseryScheduleTest::count).sum();
            case Expected e -> 1;
            default -> throw new AssertionError("not expected", thrown);
        };
    }

    /// The starter gets the value, or what the task threw, or its own cancellation; a task that was ready
    /// lives on in the nursery, one that was not has ended by then.
    @Test
    void aTaskIsHandedOverOrHasEnded() throws InterruptedException {
        Trial.explore(SEEDS, trial -> {
            Handover handover = new Handover(trial);
            Nursery.open(nursery -> {
                Nursery.open(starters -> {
                    for (int i = 0; i < 3; i++) {
                        trial.saboteur().mayCancel(starters.start(() -> handover.startIn(nursery)));
                    }
                });
                assertThat(handover.received).isEqualTo(handover.said);
                assertThat(handover.alive).isEqualTo(handover.said);
                handover.enough.set();
            });
            assertThat(handover.alive).isZero();
        });
    }

    private static final class Handover {
        final Event enough = new Event();
        int alive;
        int said;
        int received;
        private final Trial trial;

        Handover(Trial trial) {
            this.trial = trial;
        }

        void startIn(Nursery nursery) throws InterruptedException {
            try {
                nursery.startReady("child", this::live);
                received++;
            } catch (Expected e) {
                // As may be.
            }
        }

        private boolean live(Ready<Boolean> ready) throws Expected, InterruptedException {
            alive++;
            try {
                Task.checkpoint();
                if (trial.chance(4)) {
                    throw new Expected();
                }
                said += CancelScope.hasPendingCancellation() ? 0 : 1;
                ready.ready(true);
                enough.await();
                return true;
            } finally {
                alive--;
            }
        }
    }

    /// Each call gives its value to its task or, if that has left, to the disposer.
    @Test
    void anOffloadedCallGivesItsValueOnce() throws InterruptedException {
        Trial.explore(200, trial -> {
            Limiter limiter = new Limiter("two", 2);
            AtomicInteger called = new AtomicInteger();
            AtomicInteger got = new AtomicInteger();
            Semaphore late = new Semaphore(0);
            Offload abandonable =
                    Offload.named("abandonable").limitedBy(limiter).abandonOnCancel(value -> late.release());
            Offload plain = Offload.named("plain").limitedBy(limiter);
            Nursery.open(nursery -> {
                for (int i = 0; i < 5; i++) {
                    trial.saboteur().mayCancel(nursery.start(() -> {
                        (trial.chance(2) ? abandonable : plain).run(called::incrementAndGet);
                        got.incrementAndGet();
                    }));
                }
            });
            // Abandoned calls may still run. They give their permits back first, and then their values.
            limiter.acquireOnBehalfOf("one");
            limiter.acquireOnBehalfOf("other");
            limiter.releaseOnBehalfOf("one");
            limiter.releaseOnBehalfOf("other");
            int missing = called.get() - got.get();
            assertThat(Offload.call(() -> late.tryAcquire(missing, 10, TimeUnit.SECONDS)))
                    .isTrue();
            assertThat(late.availablePermits()).isZero();
            assertThat(limiter.statistics()).isEqualTo(new LimiterStatistics(2, 0, 0));
        });
    }
}
