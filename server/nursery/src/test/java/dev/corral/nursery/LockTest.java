package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.corral.nursery.testing.OnEachBackend;
import dev.corral.nursery.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnEachBackend
class LockTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Backend backend;
    private final VirtualTime time;
    private final Lock lock = Lock.named("ledger");
    private final List<Object> seen = new CopyOnWriteArrayList<>();

    LockTest(Backend backend) {
        this.backend = backend;
        time = VirtualTime.autoJump(backend);
    }

    private void inNursery(Nursery.Body body) throws InterruptedException, NurseryFailed {
        time.run(() -> {
            Nursery.open(body);
            return true;
        });
    }

    /// Starts tasks that wait for the lock one after the other, and use it for an hour each.
    private List<Task<Boolean>> queued(Nursery nursery, int count) throws InterruptedException {
        List<Task<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            tasks.add(nursery.start(() -> lock.withLock(() -> {
                Task.sleep(HOUR);
                return seen.add(number);
            })));
            time.waitAllTasksBlocked();
        }
        return tasks;
    }

    /// C125, C179
    @Test
    void aReleaseHandsOverToTheFirstInLineWhoIsTheOwnerAtOnce() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            lock.acquire();
            List<Task<Boolean>> tasks = queued(nursery, 3);
            assertThat(lock.waiting()).isEqualTo(3);
            lock.release();
            assertThat(lock.owner()).isSameAs(tasks.getFirst());
            assertThat(lock.tryAcquire()).isFalse();
        });
        assertThat(seen).containsExactly(0, 1, 2);
        assertThat(lock).hasToString("Lock[ledger, free, 0 waiting]");
    }

    /// C179
    @Test
    void acquiringTwiceAndReleasingAnothersAreErrors() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            assertThatThrownBy(lock::release)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("owned by nobody");
            lock.acquire();
            assertThatThrownBy(lock::acquire)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("not re-entrant");
            assertThatThrownBy(lock::tryAcquire).isInstanceOf(IllegalStateException.class);
            nursery.start(
                            "other",
                            () -> assertThatThrownBy(lock::release)
                                    .isInstanceOf(IllegalStateException.class)
                                    .hasMessageContaining("task other does not own lock ledger"))
                    .await();
            lock.release();
            assertThat(lock.owner()).isNull();
        });
    }

    /// C180: who of four in line is cancelled, and whether before or after the release.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void aCancelledWaiterInAnyOrderWithTheReleaseLeavesTheLockFree(int round)
            throws InterruptedException, NurseryFailed {
        int victim = round / 2;
        inNursery(nursery -> {
            lock.acquire();
            List<Task<Boolean>> tasks = queued(nursery, 4);
            if (round % 2 == 0) {
                tasks.get(victim).cancel("before");
                lock.release();
            } else {
                lock.release();
                tasks.get(victim).cancel("after");
            }
        });
        assertThat(seen).hasSize(3).doesNotContain(victim);
        assertThat(lock.owner()).isNull();
        assertThat(lock.waiting()).isZero();
        inNursery(nursery -> assertThat(lock.tryAcquire()).isTrue());
    }

    /// C180
    @Test
    void aWaiterThatHasTheLockWhenTheCancelComesReleasesIt() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            lock.acquire();
            Task<Boolean> task = queued(nursery, 1).getFirst();
            lock.release();
            assertThat(lock.owner()).isSameAs(task);
            task.cancel("too late for the lock");
            task.waitDone();
            assertThat(task.state()).isEqualTo(TaskState.CANCELLED);
            lock.acquire();
            lock.release();
        });
    }

    /// C180: the stopped waiter's cell still stands in the line when the release looks for the next.
    @Test
    void aReleasePassesOverAStoppedWaiterThatHasNotWithdrawnYet() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            lock.acquire();
            List<Task<Boolean>> tasks = queued(nursery, 2);
            Thread canceller = Thread.ofPlatform().start(() -> tasks.getFirst().cancel("now"));
            lock.release();
            canceller.join();
            tasks.getLast().await();
            assertThat(lock.owner()).isNull();
        });
    }

    /// C182
    @Test
    void anUncontendedAcquireIsACheckpointAndAFastOneOnlySeesCancels() throws InterruptedException, NurseryFailed {
        Lock fast = Lock.fast("fast");
        inNursery(nursery -> CancelScope.open(scope -> {
            scope.cancel("enough");
            assertThatThrownBy(lock::acquire).isInstanceOf(Cancelled.class);
            assertThatThrownBy(fast::acquire).isInstanceOf(Cancelled.class);
            assertThat(lock.tryAcquire()).isTrue();
            lock.release();
        }));
        assertThat(lock.owner()).isNull();
        assertThat(fast.owner()).isNull();
    }

    @Test
    void aTaskThatEndsAsOwnerBreaksTheLockForAll() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Event go = new Event();
            Task<Void> careless = nursery.start("careless", () -> {
                lock.acquire();
                go.await();
            });
            time.waitAllTasksBlocked();
            for (int i = 0; i < 2; i++) {
                nursery.start(() -> seen.add(Objects.requireNonNull(catchThrowable(lock::acquire))));
            }
            time.waitAllTasksBlocked();
            go.set();
            careless.await();
            time.waitAllTasksBlocked();
            assertThat(seen)
                    .hasSize(2)
                    .allSatisfy(thrown -> assertThat((Throwable) thrown)
                            .isInstanceOf(LockBroken.class)
                            .hasMessageContaining("task careless, has ended"));
            assertThat(seen.getFirst()).isNotSameAs(seen.getLast());
            assertThatThrownBy(lock::acquire).isInstanceOf(LockBroken.class);
            assertThatThrownBy(lock::tryAcquire).isInstanceOf(LockBroken.class);
        });
    }

    @Test
    void aCancelledTaskThatReleasesInItsCleanUpDoesNotBreakIt() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Task<Boolean> task = queued(nursery, 1).getFirst();
            task.cancel("enough");
            task.waitDone();
            lock.acquire();
        });
    }

    @Test
    void outsideATaskItIsMisuse() {
        assertThatThrownBy(lock::acquire)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not in a task");
        assertThatThrownBy(lock::release).isInstanceOf(IllegalStateException.class);
    }

    /// C179: what a task did under the lock is seen by the next.
    @Test
    void onRealThreadsNobodyShares() throws InterruptedException, NurseryFailed {
        AtomicReference<@org.jspecify.annotations.Nullable Task<?>> inside = new AtomicReference<>();
        int[] count = new int[1];
        backend.run(() -> {
            Nursery.open(nursery -> {
                for (int i = 0; i < 500; i++) {
                    Task<Void> task = nursery.start(() -> {
                        for (int round = 0; round < 10; round++) {
                            lock.withLock(() -> {
                                assertThat(inside.compareAndSet(null, Task.current()))
                                        .isTrue();
                                try {
                                    Task.checkpoint();
                                    count[0]++;
                                    return true;
                                } finally {
                                    inside.set(null);
                                }
                            });
                        }
                    });
                    if (i % 4 == 0) {
                        task.cancel("at random");
                    }
                }
            });
            return true;
        });
        assertThat(count[0]).isBetween(375 * 10, 500 * 10);
        assertThat(lock.owner()).isNull();
        assertThat(lock.waiting()).isZero();
    }

    @Test
    void whatACallThrowsComesBeforeAReleaseThatIsAMistake() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            assertThatThrownBy(() -> lock.withLock(() -> {
                        lock.release();
                        throw new IllegalArgumentException("planted");
                    }))
                    .isInstanceOf(IllegalArgumentException.class)
                    .satisfies(thrown -> assertThat(thrown.getSuppressed())
                            .singleElement()
                            .asString()
                            .contains("does not own lock ledger"));
            assertThatThrownBy(() -> lock.withLock(() -> {
                        lock.release();
                        return true;
                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(lock.owner()).isNull();
        });
    }
}
