package dev.corral.nursery.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.nursery.CancelScope;
import dev.corral.nursery.Limiter;
import dev.corral.nursery.LimiterStatistics;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.Semaphore;
import dev.corral.nursery.Task;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PermitScheduleTest {
    private static final int SEEDS = 2_500;
    private static final int TASKS = 6;

    /// C178
    @Test
    void aLimitersPermitsAreAllBack() throws InterruptedException {
        Trial.explore(SEEDS, trial -> {
            Limiter limiter = new Limiter("two", 2);
            int[] holders = {0};
            startAll(trial, () -> {
                if (trial.chance(4)) {
                    if (!limiter.tryAcquire()) {
                        return;
                    }
                } else {
                    limiter.acquire();
                }
                try {
                    assertThat(++holders[0]).isBetween(1, 2);
                    Task.checkpoint();
                } finally {
                    holders[0]--;
                    limiter.release();
                }
            });
            assertThat(limiter.statistics()).isEqualTo(new LimiterStatistics(2, 0, 0));
        });
    }

    @Test
    void aLimiterWhoseTotalMovesLosesNoPermit() throws InterruptedException {
        Trial.explore(SEEDS, trial -> {
            Limiter limiter = new Limiter("moving", trial.random(3));
            Nursery.open(nursery -> {
                nursery.start("mover", () -> {
                    for (int i = 0; i < 5; i++) {
                        limiter.total(trial.random(4));
                        Task.checkpoint();
                    }
                    limiter.total(2);
                });
                startAll(
                        trial,
                        () -> limiter.withPermit(() -> {
                            Task.checkpoint();
                            return true;
                        }));
            });
            assertThat(limiter.statistics()).isEqualTo(new LimiterStatistics(2, 0, 0));
        });
    }

    /// C178
    @Test
    void aSemaphoresPermitsAreAllBack() throws InterruptedException {
        Trial.explore(SEEDS, trial -> {
            Semaphore semaphore = Semaphore.bounded("two", 2, 2);
            int[] holders = {0};
            startAll(trial, () -> {
                if (trial.chance(4)) {
                    if (!semaphore.tryAcquire()) {
                        return;
                    }
                } else {
                    semaphore.acquire();
                }
                try {
                    assertThat(++holders[0]).isBetween(1, 2);
                    Task.checkpoint();
                } finally {
                    holders[0]--;
                    semaphore.release();
                }
            });
            assertThat(semaphore.value()).isEqualTo(2);
            assertThat(semaphore.waiting()).isZero();
        });
    }

    /// C134: nobody gives a permit back, and so nobody but themselves takes them out of the line.
    @Test
    void whoWasCancelledHasLeftTheLine() throws InterruptedException {
        Trial.explore(SEEDS, trial -> {
            Limiter limiter = new Limiter("none", 0);
            Semaphore semaphore = Semaphore.of("none", 0);
            CancelScope.moveOnAfter(
                    Duration.ofSeconds(2),
                    scope -> startAll(trial, () -> {
                        if (trial.chance(2)) {
                            limiter.acquire();
                        } else {
                            semaphore.acquire();
                        }
                    }));
            assertThat(limiter.statistics()).isEqualTo(new LimiterStatistics(0, 0, 0));
            assertThat(semaphore.waiting()).isZero();
        });
    }

    /// Tasks that each do this twice, in scopes that may be cancelled or pass their deadline.
    private static void startAll(Trial trial, Nursery.TaskBody use) throws NurseryFailed, InterruptedException {
        Nursery.open(nursery -> {
            for (int i = 0; i < TASKS; i++) {
                trial.saboteur().mayCancel(nursery.start(() -> {
                    useInScope(trial, use);
                    useInScope(trial, use);
                }));
            }
        });
    }

    private static void useInScope(Trial trial, Nursery.TaskBody use) throws Exception {
        CancelScope.Body<Exception> body = scope -> {
            trial.saboteur().mayCancel(scope);
            use.run();
        };
        CancelScope.moveOnAfter(trial.chance(3) ? Duration.ofSeconds(1) : null, body);
    }
}
