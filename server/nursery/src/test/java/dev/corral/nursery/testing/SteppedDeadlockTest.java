package dev.corral.nursery.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corral.nursery.CancelScope;
import dev.corral.nursery.Channel;
import dev.corral.nursery.Event;
import dev.corral.nursery.Lock;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.Offload;
import dev.corral.nursery.Task;
import dev.corral.nursery.TaskTree;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SteppedDeadlockTest {
    private static void forEver() throws InterruptedException {
        new Event("that nobody sets").await();
    }

    @Test
    void aRunInWhichAllWaitForEverFailsWithItsTree() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Stepped.seeded(5).run(() -> {
                    Nursery.open(nursery -> nursery.start("lonely", SteppedDeadlockTest::forEver));
                    return true;
                }))
                .withMessageContaining("deadlock")
                .withMessageContaining("seed 5")
                .withMessageContaining("lonely")
                .withMessageContaining("that nobody sets");
    }

    @Test
    void theTasksOfSuchARunHaveEnded() {
        AtomicInteger cleanedUp = new AtomicInteger();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Stepped.seeded(5).run(() -> {
                    try {
                        Nursery.open(nursery -> {
                            for (int i = 0; i < 10; i++) {
                                nursery.start(() -> {
                                    try {
                                        forEver();
                                    } finally {
                                        cleanedUp.incrementAndGet();
                                    }
                                });
                            }
                        });
                    } finally {
                        cleanedUp.incrementAndGet();
                    }
                    return true;
                }));
        assertThat(cleanedUp).hasValue(11);
        assertThat(TaskTree.snapshot().toText()).doesNotContain("that nobody sets");
    }

    @Test
    void shieldsDoNotKeepSuchARunOpen() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Stepped.seeded(5).run(() -> {
                    CancelScope.shielded(scope -> Nursery.open(nursery -> {
                        nursery.start(() -> CancelScope.shielded(inner -> forEver()));
                        nursery.start(SteppedDeadlockTest::forEver);
                    }));
                    return true;
                }))
                .withMessageContaining("that nobody sets");
    }

    @Test
    void aDeadlockThatSomeOrdersHaveIsFoundWithItsSeed() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Stepped.explore(
                        1_000,
                        stepped -> stepped.run(() -> {
                            Lock one = Lock.named("one");
                            Lock other = Lock.named("other");
                            Nursery.open(nursery -> {
                                nursery.start(() -> one.withLock(() -> other.withLock(() -> true)));
                                nursery.start(() -> other.withLock(() -> one.withLock(() -> true)));
                            });
                            return true;
                        })))
                .withMessageContaining("seed")
                .withMessageContaining("deadlock");
    }

    @Test
    void whatTheRunFailedWithBesidesIsTheCause() {
        assertThatThrownBy(() -> Stepped.seeded(5).run(() -> {
                    try {
                        forEver();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException("on its way out", e);
                    }
                    return true;
                }))
                .isInstanceOf(AssertionError.class)
                .hasRootCauseInstanceOf(InterruptedException.class)
                .cause()
                .hasMessage("on its way out");
    }

    @Test
    void aTimerOrABusyWorkerIsNoDeadlock() throws InterruptedException {
        Stepped.explore(
                50,
                stepped -> stepped.run(() -> {
                    Channel<String> channel = Channel.open(0);
                    Nursery.open(nursery -> {
                        nursery.start(() -> {
                            Task.sleep(Duration.ofDays(400));
                            channel.sender().send("late");
                        });
                        channel.receiver().receive();
                        Offload.call(() -> true);
                    });
                    return true;
                }));
    }

    @Test
    void theNextRunIsNotHeldToIt() throws InterruptedException {
        Stepped stepped = Stepped.seeded(5);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> stepped.run(() -> {
                    forEver();
                    return true;
                }));
        assertThat(stepped.<Boolean, RuntimeException>run(() -> {
                    Task.checkpoint();
                    return true;
                }))
                .isTrue();
    }

    @Test
    void anErrorOfTheCleanUpDoesNotHideWhoWaited() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Stepped.seeded(5).run(() -> {
                    try {
                        forEver();
                    } catch (InterruptedException e) {
                        throw new AssertionError("a check on the way out", e);
                    }
                    return true;
                }))
                .withMessageContaining("deadlock")
                .withMessageContaining("that nobody sets")
                .havingCause()
                .withMessage("a check on the way out");
    }
}
