package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corral.nursery.testing.OnEachBackend;
import dev.corral.nursery.testing.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

@OnEachBackend
class NurseryLifetimeTest {
    private final VirtualTime time;

    NurseryLifetimeTest(Backend backend) {
        time = VirtualTime.autoJump(backend);
    }

    /// C1
    @Test
    void leavingWaitsForEveryTask() throws InterruptedException, NurseryFailed {
        List<String> done = new CopyOnWriteArrayList<>();
        time.run(() -> {
            Nursery.open(nursery -> {
                nursery.start(() -> {
                    Task.sleep(Duration.ofHours(2));
                    done.add("slow");
                });
                nursery.start(() -> {
                    Task.sleep(Duration.ofHours(1));
                    done.add("fast");
                });
                done.add("body");
            });
            return done.add("left");
        });
        assertThat(done).containsExactly("body", "fast", "slow", "left");
        assertThat(time.clock().nanoTime()).isEqualTo(Duration.ofHours(2).toNanos());
    }

    /// C2, C6, C8
    @Test
    void aFailingTaskCancelsBodyAndSiblings() throws InterruptedException {
        IllegalStateException failure = new IllegalStateException("planted");
        List<CancelCause> seen = new CopyOnWriteArrayList<>();
        time.run(() -> {
            assertThatThrownBy(() -> Nursery.open(nursery -> {
                        nursery.start("sibling", () -> {
                            try {
                                Task.sleep(Duration.ofHours(1));
                            } catch (Cancelled c) {
                                seen.add(c.cancelCause());
                                throw c;
                            }
                        });
                        nursery.start("failing", () -> {
                            throw failure;
                        });
                        Task.sleep(Duration.ofHours(1));
                    }))
                    .isInstanceOfSatisfying(
                            NurseryFailed.class, e -> assertThat(e.failures()).containsExactly(failure));
            return true;
        });
        assertThat(seen).singleElement().satisfies(cause -> {
            assertThat(cause.source()).isEqualTo(CancelSource.FAILURE);
            assertThat(cause.by()).isEqualTo("failing");
            assertThat(cause.failure()).isSameAs(failure);
        });
    }

    /// C14
    @Test
    void startingAfterTheEndIsAnError() throws InterruptedException, NurseryFailed {
        AtomicReference<Nursery> kept = new AtomicReference<>();
        time.run(() -> {
            Nursery.open(kept::set);
            assertThatThrownBy(() -> kept.get().start(() -> {}))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("has ended");
            return true;
        });
    }

    /// C13
    @Test
    void tasksMayStartTasksWhileTheBodyHasEnded() throws InterruptedException, NurseryFailed {
        List<String> done = new CopyOnWriteArrayList<>();
        time.run(() -> {
            Nursery.open(nursery -> nursery.start(() -> {
                Task.sleep(Duration.ofHours(1));
                nursery.start(() -> {
                    Task.sleep(Duration.ofHours(1));
                    done.add("grandchild");
                });
            }));
            return done.add("left");
        });
        assertThat(done).containsExactly("grandchild", "left");
    }

    /// C14
    @Test
    void startingAfterAFailedEndRunsNothing() throws InterruptedException {
        AtomicReference<Nursery> kept = new AtomicReference<>();
        List<String> done = new CopyOnWriteArrayList<>();
        time.run(() -> {
            assertThatThrownBy(() -> Nursery.open(nursery -> {
                        kept.set(nursery);
                        throw new IllegalStateException("planted");
                    }))
                    .isInstanceOf(NurseryFailed.class);
            assertThatThrownBy(() -> kept.get().start(() -> {
                        done.add("never");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(kept.get().running()).isZero();
            return true;
        });
        assertThat(done).isEmpty();
    }

    /// C16
    @Test
    void anEmptyNurseryLeavesAtOnce() throws InterruptedException, NurseryFailed {
        time.run(() -> {
            Nursery.open(nursery -> assertThat(nursery.running()).isZero());
            String value = Nursery.call(nursery -> "value");
            assertThat(value).isEqualTo("value");
            return true;
        });
    }

    /// C19
    @Test
    void aTaskRunsOnAThreadOfItsOwn() throws InterruptedException, NurseryFailed {
        time.run(() -> {
            Nursery.open(nursery -> {
                Task<Thread> task = nursery.start(Thread::currentThread);
                assertThat(task.await()).isNotSameAs(Thread.currentThread());
                assertThat(task.await().isVirtual()).isTrue();
            });
            return true;
        });
    }
}
