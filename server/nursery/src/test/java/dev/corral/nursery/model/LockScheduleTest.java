package dev.corral.nursery.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.nursery.CancelScope;
import dev.corral.nursery.Condition;
import dev.corral.nursery.Lock;
import dev.corral.nursery.LockBroken;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.Task;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class LockScheduleTest {
    private static final int SEEDS = 2_500;

    /// C180
    @Test
    void oneTaskOwnsTheLockAndItEndsFree() throws InterruptedException {
        Trial.explore(SEEDS, trial -> {
            Lock lock = trial.chance(2) ? Lock.named("lock") : Lock.fast("lock");
            int[] inside = {0};
            Nursery.open(nursery -> {
                for (int i = 0; i < 5; i++) {
                    trial.saboteur().mayCancel(nursery.start(() -> {
                        for (int round = 0; round < 3; round++) {
                            CancelScope.Body<Exception> body = scope -> {
                                trial.saboteur().mayCancel(scope);
                                lock.withLock(() -> {
                                    assertThat(++inside[0]).isEqualTo(1);
                                    try {
                                        Task.checkpoint();
                                    } finally {
                                        inside[0]--;
                                    }
                                    return true;
                                });
                            };
                            CancelScope.moveOnAfter(trial.chance(3) ? Duration.ofSeconds(1) : null, body);
                        }
                    }));
                }
            });
            assertFree(lock);
            lock.acquire();
            lock.release();
        });
    }

    private static void assertFree(Lock lock) {
        assertThat(lock.owner()).isNull();
        assertThat(lock.waiting()).isZero();
    }

    @Test
    void aLockLeftByItsOwnerBreaksForAll() throws InterruptedException {
        Trial.explore(SEEDS, trial -> {
            Lock lock = Lock.named("lock");
            List<String> outcomes = new ArrayList<>();
            Nursery.open(nursery -> {
                for (int i = 0; i < 4; i++) {
                    trial.saboteur().mayCancel(nursery.start(() -> {
                        try {
                            lock.acquire();
                            outcomes.add("left it");
                        } catch (LockBroken e) {
                            outcomes.add("broken");
                        } catch (InterruptedException e) {
                            outcomes.add("cancelled");
                            throw e;
                        }
                    }));
                }
            });
            assertThat(outcomes).hasSizeBetween(0, 4);
            assertThat(outcomes.stream().filter("left it"::equals)).hasSizeLessThan(2);
            assertFree(lock);
        });
    }

    /// The textbook's bounded buffer. Those who put and take are cancelled at random; a helper that is not
    /// takes the rest.
    @Test
    void aBufferGuardedByConditionsLosesNothing() throws InterruptedException {
        Trial.explore(SEEDS, trial -> {
            Buffer buffer = new Buffer();
            List<Integer> put = new ArrayList<>();
            List<Integer> taken = new ArrayList<>();
            Nursery.open(outer -> {
                Task<Void> rest = outer.start("rest", () -> buffer.takeAll(taken));
                Nursery.open(nursery -> {
                    for (int i = 0; i < 3; i++) {
                        int number = i;
                        trial.saboteur().mayCancel(nursery.start(() -> {
                            for (int item = 10 * number; item < 10 * number + 3; item++) {
                                buffer.put(item, put);
                            }
                        }));
                        trial.saboteur().mayCancel(nursery.start(() -> buffer.takeAll(taken)));
                    }
                    for (int i = 0; i < 60; i++) {
                        Task.checkpoint();
                    }
                    nursery.cancel("that was all");
                });
                trial.stepped().waitAllTasksBlocked();
                rest.cancel("that was all");
            });
            assertThat(taken).containsExactlyInAnyOrderElementsOf(put);
            assertThat(buffer.waiting()).isZero();
        });
    }

    private static final class Buffer {
        private static final int ROOM = 2;

        private final Lock lock = Lock.named("buffer");
        private final Condition notFull = new Condition(lock);
        private final Condition notEmpty = new Condition(lock);
        private final Queue<Integer> items = new ArrayDeque<>();

        void put(int item, List<Integer> log) throws InterruptedException {
            lock.withLock(() -> {
                while (items.size() == ROOM) {
                    awaitOrPassOn(notFull);
                }
                items.add(item);
                log.add(item);
                notEmpty.notify(1);
                return true;
            });
        }

        void takeAll(List<Integer> log) throws InterruptedException {
            while (true) {
                lock.withLock(() -> {
                    while (items.isEmpty()) {
                        awaitOrPassOn(notEmpty);
                    }
                    log.add(items.remove());
                    notFull.notify(1);
                    return true;
                });
            }
        }

        /// One who was notified and then cancelled passes the notification on.
        private static void awaitOrPassOn(Condition condition) throws InterruptedException {
            try {
                condition.await();
            } catch (InterruptedException e) {
                condition.notify(1);
                throw e;
            }
        }

        int waiting() {
            return lock.waiting() + notFull.waiting() + notEmpty.waiting();
        }
    }
}
