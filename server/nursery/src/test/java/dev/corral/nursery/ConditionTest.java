package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.corral.nursery.testing.OnEachBackend;
import dev.corral.nursery.testing.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@OnEachBackend
class ConditionTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final VirtualTime time;
    private final Lock lock = Lock.named("ledger");
    private final Condition condition = new Condition(lock);
    private final List<Object> seen = new CopyOnWriteArrayList<>();

    ConditionTest(Backend backend) {
        time = VirtualTime.autoJump(backend);
    }

    private void inNursery(Nursery.Body body) throws InterruptedException, NurseryFailed {
        time.run(() -> {
            Nursery.open(body);
            return true;
        });
    }

    private Task<Boolean> waiter(Nursery nursery, int number) throws InterruptedException {
        Task<Boolean> task = nursery.start(() -> lock.withLock(() -> {
            condition.await();
            assertThat(lock.owner()).isSameAs(Task.current());
            return seen.add(number);
        }));
        time.waitAllTasksBlocked();
        return task;
    }

    /// C183
    @Test
    void waitingAndNotifyingNeedTheLock() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            assertThatThrownBy(condition::await)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("does not own lock ledger");
            assertThatThrownBy(() -> condition.notify(1)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(condition::notifyWaiters).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> condition.awaitUntil(() -> true)).isInstanceOf(IllegalStateException.class);
            assertThat(condition.waiting()).isZero();
        });
    }

    /// C183
    @Test
    void notifyWakesSoManyInOrderWhoQueueForTheLockAgain() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            for (int i = 0; i < 4; i++) {
                waiter(nursery, i);
            }
            assertThat(condition.waiting()).isEqualTo(4);
            lock.acquire();
            condition.notify(0);
            condition.notify(2);
            assertThat(condition.waiting()).isEqualTo(2);
            time.waitAllTasksBlocked();
            assertThat(lock.waiting()).isEqualTo(2);
            assertThat(seen).isEmpty();
            lock.release();
            time.waitAllTasksBlocked();
            assertThat(seen).hasSize(2).containsExactlyInAnyOrder(0, 1);
            lock.withLock(() -> {
                condition.notifyWaiters();
                return true;
            });
        });
        assertThat(seen).hasSize(4);
        assertThat(condition).hasToString("Condition[ledger, 0 waiting]");
    }

    /// C184
    @Test
    void aCancelledWaitHoldsTheLockAgainBeforeItsCleanUp() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Task<Void> task = nursery.start(() -> {
                lock.acquire();
                try {
                    condition.await();
                } finally {
                    seen.add(time.clock().nanoTime());
                    assertThat(lock.owner()).isSameAs(Task.current());
                    lock.release();
                }
            });
            time.waitAllTasksBlocked();
            lock.acquire();
            task.cancel("enough");
            Task.sleep(HOUR);
            lock.release();
            task.waitDone();
            assertThat(task.state()).isEqualTo(TaskState.CANCELLED);
        });
        assertThat(seen).containsExactly(HOUR.toNanos());
        assertThat(lock.owner()).isNull();
        assertThat(condition.waiting()).isZero();
    }

    @Test
    void aNotificationBeforeTheCancelIsNotLost() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Task<Boolean> first = waiter(nursery, 1);
            Task<Boolean> second = waiter(nursery, 2);
            lock.acquire();
            first.cancel("before");
            condition.notify(1);
            lock.release();
            second.await();
            Task<Boolean> third = waiter(nursery, 3);
            lock.acquire();
            condition.notify(1);
            third.cancel("after");
            lock.release();
            third.waitDone();
        });
        assertThat(seen).containsExactly(2, 3);
    }

    /// C184: an interrupt from outside must not cost the lock either.
    @Test
    void anInterruptedWaitHoldsTheLockAgainToo() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Task<Boolean> task = nursery.start(() -> {
                lock.acquire();
                Throwable thrown = catchThrowable(condition::await);
                assertThat(lock.owner()).isSameAs(Task.current());
                lock.release();
                return thrown instanceof InterruptedException;
            });
            time.waitAllTasksBlocked();
            lock.acquire();
            task.thread().interrupt();
            Bounded.until(() -> lock.waiting() == 1);
            task.thread().interrupt();
            lock.release();
            assertThat(task.await()).isTrue();
        });
    }

    /// C186
    @Test
    void awaitUntilAsksAgainAfterEachNotification() throws InterruptedException, NurseryFailed {
        AtomicInteger level = new AtomicInteger();
        AtomicInteger asked = new AtomicInteger();
        inNursery(nursery -> {
            Task<Integer> task = nursery.start(() -> lock.withLock(() -> {
                condition.awaitUntil(() -> asked.incrementAndGet() > 0 && level.get() == 3);
                return level.get();
            }));
            for (int i = 0; i < 3; i++) {
                time.waitAllTasksBlocked();
                lock.withLock(() -> {
                    level.incrementAndGet();
                    condition.notifyWaiters();
                    return true;
                });
            }
            assertThat(task.await()).isEqualTo(3);
        });
        assertThat(asked).hasValue(4);
    }

    @Test
    void awaitUntilIsACheckpointEvenIfItHolds() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> lock.withLock(() -> {
            condition.awaitUntil(() -> true);
            CancelScope scope = CancelScope.moveOnAfter(Duration.ZERO, s -> condition.awaitUntil(() -> true));
            assertThat(scope.cancelledCaught()).isTrue();
            return true;
        }));
    }

    @Test
    void whoWaitsIsToldWhenTheLockBreaks() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Task<Throwable> waiting = nursery.start(() -> catchThrowable(() -> lock.withLock(() -> {
                condition.await();
                return true;
            })));
            time.waitAllTasksBlocked();
            nursery.start("owner", lock::acquire);
            assertThat(waiting.await())
                    .isInstanceOf(LockBroken.class)
                    .hasMessageContaining("task owner")
                    .hasNoSuppressedExceptions();
            assertThat(condition.waiting()).isZero();
        });
    }

    @Test
    void whoWasNotifiedIsToldThatTheLockIsBrokenAndNothingElse() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Task<Throwable> waiting = nursery.start(() -> catchThrowable(() -> lock.withLock(() -> {
                condition.await();
                return true;
            })));
            Task<Throwable> byHand = nursery.start(() -> catchThrowable(() -> {
                lock.acquire();
                try {
                    condition.await();
                } finally {
                    lock.release();
                }
            }));
            time.waitAllTasksBlocked();
            nursery.start("owner", () -> {
                lock.acquire();
                condition.notifyWaiters();
            });
            assertThat(waiting.await()).isInstanceOf(LockBroken.class).hasNoSuppressedExceptions();
            assertThat(byHand.await()).isInstanceOf(LockBroken.class);
        });
    }

    @Test
    void aConditionOfABrokenLockIsBrokenToo() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            nursery.start("owner", lock::acquire).waitDone();
            assertThatThrownBy(new Condition(lock)::await).isInstanceOf(LockBroken.class);
            assertThatThrownBy(condition::notifyWaiters).isInstanceOf(LockBroken.class);
        });
    }
}
