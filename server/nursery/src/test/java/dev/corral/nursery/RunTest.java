package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.corral.nursery.testing.OnEachBackend;
import dev.corral.nursery.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

@OnEachBackend
class RunTest {
    private final VirtualTime time;

    RunTest(Backend backend) {
        time = VirtualTime.autoJump(backend);
    }

    /// C34
    @Test
    void givesTheBodysValue() throws InterruptedException {
        assertThat(time.<Integer, RuntimeException>run(() -> 42)).isEqualTo(42);
    }

    /// C34
    @Test
    void throwsTheBodysExceptionUnwrapped() {
        IOException planted = new IOException("planted");
        Throwable thrown = catchThrowable(() -> time.run(() -> {
            throw planted;
        }));
        assertThat(thrown).isSameAs(planted);
    }

    /// C34
    @Test
    void throwsTheBodysErrorUnwrapped() {
        Error planted = new StackOverflowError("planted");
        Throwable thrown = catchThrowable(() -> time.run(() -> {
            throw planted;
        }));
        assertThat(thrown).isSameAs(planted);
    }

    /// C34
    @Test
    void runsDoNotNest() throws InterruptedException {
        time.run(() -> {
            assertThatThrownBy(() -> VirtualTime.autoJump().run(() -> true))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("do not nest");
            return true;
        });
    }

    /// C168
    @Test
    void whatTasksMeetAtIsMadeOutsideOfRunsAndUsedInSeveral() throws InterruptedException, NurseryFailed {
        Event event = new Event();
        Limiter limiter = new Limiter("limiter", 1);
        Semaphore semaphore = Semaphore.of("semaphore", 1);
        Lock lock = Lock.named("lock");
        Condition condition = new Condition(lock);
        Channel<String> channel = Channel.open(0);
        OneShot<String> oneShot = new OneShot<>("one-shot");
        for (int i = 0; i < 2; i++) {
            time.run(() -> {
                Nursery.open(nursery -> {
                    nursery.start(() -> {
                        time.waitAllTasksBlocked();
                        event.set();
                        oneShot.trySet("set");
                        channel.sender().send("sent");
                        lock.withLock(() -> {
                            condition.notifyWaiters();
                            return true;
                        });
                    });
                    event.await();
                    assertThat(oneShot.await()).isEqualTo("set");
                    limiter.acquire();
                    semaphore.acquire();
                    assertThat(channel.receiver().receive()).isEqualTo(new Received.Item<>("sent"));
                    semaphore.release();
                    limiter.release();
                });
                Nursery.open(nursery -> {
                    nursery.start(() -> lock.withLock(() -> {
                        condition.await();
                        return true;
                    }));
                    time.waitAllTasksBlocked();
                    lock.withLock(() -> {
                        condition.notify(1);
                        return true;
                    });
                });
                return true;
            });
        }
    }

    @Test
    void checkpointsOutsideARunAreMisuse() {
        assertThatThrownBy(Task::checkpoint)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not in a task");
        assertThatThrownBy(() -> Nursery.open(nursery -> {})).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> CancelScope.open(scope -> {})).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anInterruptOfTheCallerCancelsTheRunAndIsToldOnce() {
        AtomicBoolean cleanedUp = new AtomicBoolean();
        Thread caller = Thread.currentThread();
        Throwable thrown = catchThrowable(() -> time.run(() -> {
            caller.interrupt();
            try {
                new Event().await();
            } finally {
                CancelScope.shielded(s -> Task.sleep(Duration.ofHours(1)));
                cleanedUp.set(true);
            }
            return true;
        }));
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        Cancelled.class,
                        c -> assertThat(c.cancelCause().source()).isEqualTo(CancelSource.INTERRUPT));
        assertThat(cleanedUp).isTrue();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void anInterruptThatCameTooLateStaysOnTheCallersThread() throws InterruptedException {
        Thread caller = Thread.currentThread();
        String value = time.run(() -> {
            caller.interrupt();
            CancelScope.shielded(s -> Task.sleep(Duration.ofHours(1)));
            return "value";
        });
        assertThat(value).isEqualTo("value");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void cancellingTheRootLeavesTheRunWithTheReason() {
        assertThatThrownBy(() -> time.run(() -> {
                    Task.current().cancel("enough");
                    Task.checkpoint();
                    return true;
                }))
                .isInstanceOf(Cancelled.class)
                .hasMessage("enough");
    }
}
