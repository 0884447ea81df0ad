package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corral.nursery.testing.OnEachBackend;
import dev.corral.nursery.testing.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

@OnEachBackend
class LimiterTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final VirtualTime time;
    private final List<Integer> order = new CopyOnWriteArrayList<>();

    LimiterTest(Backend backend) {
        time = VirtualTime.autoJump(backend);
    }

    private void inNursery(Nursery.Body body) throws InterruptedException, NurseryFailed {
        time.run(() -> {
            Nursery.open(body);
            return true;
        });
    }

    /// C168
    @Test
    void canBeMadeOutsideARunAndUsedInSeveral() throws InterruptedException {
        Limiter limiter = new Limiter("shared", 1);
        for (int i = 0; i < 2; i++) {
            assertThat(time.<String, RuntimeException>run(() -> limiter.withPermit(() -> "in")))
                    .isEqualTo("in");
        }
        assertThat(limiter.statistics()).isEqualTo(new LimiterStatistics(1, 0, 0));
    }

    /// C169
    @Test
    void misuseIsAnErrorAndNotADeadlock() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Limiter limiter = new Limiter("doors", 2);
            assertThatThrownBy(limiter::release)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("doors");
            limiter.acquire();
            assertThatThrownBy(limiter::acquire).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(limiter::tryAcquire).isInstanceOf(IllegalStateException.class);
            limiter.release();
            assertThatThrownBy(limiter::release).isInstanceOf(IllegalStateException.class);
            assertThat(limiter.statistics()).isEqualTo(new LimiterStatistics(2, 0, 0));
        });
    }

    /// C170
    @Test
    void permitsCanBeBorrowedOnBehalfOfAnything() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Limiter limiter = new Limiter("doors", 2);
            String one = "borrower";
            String equalButOther = String.copyValueOf(one.toCharArray());
            limiter.acquireOnBehalfOf(one);
            assertThat(limiter.tryAcquireOnBehalfOf(equalButOther)).isTrue();
            assertThat(limiter.tryAcquireOnBehalfOf("third")).isFalse();
            limiter.releaseOnBehalfOf(one);
            limiter.releaseOnBehalfOf(equalButOther);
        });
    }

    /// C170
    @Test
    void borrowersAreListedAndThoseWhoWaitAreNot() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Limiter limiter = new Limiter("doors", 2);
            assertThat(limiter.borrowers()).isEmpty();
            limiter.acquire();
            limiter.acquireOnBehalfOf("the other");
            Task<Void> waiting = nursery.start(limiter::acquire);
            time.waitAllTasksBlocked();
            assertThat(limiter.borrowers()).containsExactlyInAnyOrder(Task.current(), "the other");
            limiter.release();
            assertThat(limiter.borrowers()).containsExactlyInAnyOrder(waiting, "the other");
        });
    }

    /// C169
    @Test
    void askingAgainWhileOneWaitsIsAnErrorToo() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Limiter limiter = new Limiter("doors", 0);
            nursery.start(() -> limiter.acquireOnBehalfOf("borrower"));
            time.waitAllTasksBlocked();
            assertThatThrownBy(() -> limiter.acquireOnBehalfOf("borrower"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("doors");
            assertThatThrownBy(() -> limiter.releaseOnBehalfOf("borrower")).isInstanceOf(IllegalStateException.class);
            nursery.cancel("seen");
        });
    }

    /// C172
    @Test
    void waitersAreServedInOrderAndNobodyOvertakes() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Limiter limiter = new Limiter("doors", 1);
            limiter.acquire();
            for (int i = 0; i < 5; i++) {
                int number = i;
                nursery.start(() -> limiter.withPermit(() -> {
                    order.add(number);
                    Task.sleep(HOUR);
                    return true;
                }));
                time.waitAllTasksBlocked();
            }
            limiter.release();
            assertThat(limiter.tryAcquire()).isFalse();
        });
        assertThat(order).containsExactly(0, 1, 2, 3, 4);
    }

    /// C173
    @Test
    void raisingTheTotalWakesAsManyAsFitAndLoweringRevokesNothing() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Limiter limiter = new Limiter("doors", 0);
            for (int i = 0; i < 5; i++) {
                nursery.start(() -> limiter.withPermit(() -> {
                    Task.sleep(HOUR);
                    return true;
                }));
            }
            time.waitAllTasksBlocked();
            assertThat(limiter.statistics()).isEqualTo(new LimiterStatistics(0, 0, 5));
            limiter.total(3);
            assertThat(limiter.statistics()).isEqualTo(new LimiterStatistics(3, 3, 2));
            limiter.total(1);
            assertThat(limiter.statistics()).isEqualTo(new LimiterStatistics(1, 3, 2));
            Task.sleep(HOUR.plusSeconds(1));
            assertThat(limiter.statistics()).isEqualTo(new LimiterStatistics(1, 1, 1));
        });
        assertThat(time.clock().nanoTime()).isEqualTo(HOUR.multipliedBy(3).toNanos());
    }

    /// C174
    @Test
    void aTotalOfZeroBlocksEverybodyAndUnlimitedNobody() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Limiter limiter = new Limiter("doors", 0);
            assertThat(limiter.tryAcquire()).isFalse();
            limiter.total(Limiter.UNLIMITED);
            assertThat(limiter.tryAcquire()).isTrue();
            assertThatThrownBy(() -> limiter.total(-1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("-1");
        });
    }

    /// C175
    @Test
    void aCancelledWaiterLeavesNoRecordAndNoPermitIsLost() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Limiter limiter = new Limiter("doors", 1);
            limiter.acquire();
            for (int i = 0; i < 100; i++) {
                CancelScope.moveOnAfter(HOUR, s -> limiter.acquireOnBehalfOf("other"));
            }
            assertThat(limiter.statistics()).isEqualTo(new LimiterStatistics(1, 1, 0));
            limiter.release();
            limiter.acquireOnBehalfOf("other");
        });
    }

    /// A wait that was stopped must be off the record before its task goes on: it may ask again at once.
    @Test
    void aStoppedWaiterCanAskAgainAtOnce() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Limiter limiter = new Limiter("doors", 1);
            limiter.acquire();
            Task<Void> asking = nursery.start(() -> {
                assertThatThrownBy(limiter::acquire).isInstanceOf(Cancelled.class);
                limiter.acquire();
                limiter.release();
            });
            time.waitAllTasksBlocked();
            WaitCell cell = Objects.requireNonNull(asking.waiting());
            cell.stop(new WaitCell.Stop.Cancellation(CancelCause.explicit("planted")));
            time.waitAllTasksBlocked();
            limiter.release();
            asking.await();
        });
    }

    /// C167, C178
    @Test
    void aPermitGrantedBeforeTheCancelIsHeldAndReleased() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Limiter limiter = new Limiter("doors", 1);
            limiter.acquire();
            Task<Boolean> asking = nursery.start(() -> limiter.withPermit(() -> true));
            time.waitAllTasksBlocked();
            limiter.release();
            asking.cancel("a moment too late");
            assertThat(asking.await()).isTrue();
            assertThat(limiter.statistics()).isEqualTo(new LimiterStatistics(1, 0, 0));
        });
    }

    /// Text that somebody else makes must not hold up those who borrow and give back.
    @Test
    void aBorrowersTextIsMadeWithoutTheLock() throws InterruptedException {
        Limiter limiter = new Limiter("one", 1);
        Object borrower = new Object() {
            @Override
            public String toString() {
                Thread asking = Thread.ofPlatform().start(limiter::statistics);
                Bounded.until(() -> !asking.isAlive());
                return "slow";
            }
        };
        assertThatThrownBy(() -> limiter.releaseOnBehalfOf(borrower)).hasMessageContaining("slow has no permit");
        assertThat(limiter.tryAcquireOnBehalfOf(borrower)).isTrue();
        assertThatThrownBy(() -> limiter.tryAcquireOnBehalfOf(borrower)).hasMessageContaining("slow has or awaits");
        time.run(() -> {
            assertThatThrownBy(() -> limiter.acquireOnBehalfOf(borrower)).hasMessageContaining("slow has or awaits");
            return true;
        });
    }
}
