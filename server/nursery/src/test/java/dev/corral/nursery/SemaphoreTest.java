package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corral.nursery.testing.OnEachBackend;
import dev.corral.nursery.testing.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

@OnEachBackend
class SemaphoreTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final VirtualTime time;
    private final List<Integer> order = new CopyOnWriteArrayList<>();

    SemaphoreTest(Backend backend) {
        time = VirtualTime.autoJump(backend);
    }

    private void inNursery(Nursery.Body body) throws InterruptedException, NurseryFailed {
        time.run(() -> {
            Nursery.open(body);
            return true;
        });
    }

    /// C177
    @Test
    void aReleaseWithWaitersHandsOverDirectly() throws InterruptedException, NurseryFailed {
        Semaphore semaphore = Semaphore.of("seats", 1);
        inNursery(nursery -> {
            semaphore.acquire();
            for (int i = 0; i < 3; i++) {
                int number = i;
                nursery.start(() -> {
                    semaphore.acquire();
                    order.add(number);
                });
                time.waitAllTasksBlocked();
            }
            assertThat(semaphore.waiting()).isEqualTo(3);
            semaphore.release();
            assertThat(semaphore.value()).isZero();
            assertThat(semaphore.tryAcquire()).isFalse();
            // Woken in order, two of them could still run side by side.
            time.waitAllTasksBlocked();
            semaphore.release();
            time.waitAllTasksBlocked();
            semaphore.release();
        });
        assertThat(order).containsExactly(0, 1, 2);
        assertThat(semaphore).hasToString("Semaphore[seats, 0, 0 waiting]");
    }

    /// C177
    @Test
    void aBoundMakesAReleaseTooManyAnError() {
        Semaphore semaphore = Semaphore.bounded("seats", 1, 2);
        semaphore.release();
        assertThatThrownBy(semaphore::release)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("seats")
                .hasMessageContaining("bound is 2");
        assertThat(semaphore.value()).isEqualTo(2);
        assertThatThrownBy(() -> Semaphore.bounded("seats", 3, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Semaphore.of("seats", -1)).isInstanceOf(IllegalArgumentException.class);
    }

    /// C178
    @Test
    void aReleaseBeforeTheCancelHandsThePermitOver() throws InterruptedException, NurseryFailed {
        Semaphore semaphore = Semaphore.of("seats", 0);
        inNursery(nursery -> {
            Task<Boolean> asking = nursery.start(() -> {
                semaphore.acquire();
                return true;
            });
            time.waitAllTasksBlocked();
            semaphore.release();
            asking.cancel("too late");
            assertThat(asking.await()).isTrue();
            assertThat(semaphore.value()).isZero();
        });
    }

    /// C178
    @Test
    void aCancelBeforeTheReleaseLeavesThePermit() throws InterruptedException, NurseryFailed {
        Semaphore semaphore = Semaphore.of("seats", 0);
        inNursery(nursery -> {
            Task<Void> asking = nursery.start(semaphore::acquire);
            time.waitAllTasksBlocked();
            asking.cancel("first");
            semaphore.release();
            asking.waitDone();
            assertThat(asking.state()).isEqualTo(TaskState.CANCELLED);
            assertThat(semaphore.tryAcquire()).isTrue();
            assertThat(semaphore.waiting()).isZero();
        });
    }

    @Test
    void inACancelledScopeNothingIsTaken() throws InterruptedException, NurseryFailed {
        Semaphore semaphore = Semaphore.of("seats", 1);
        inNursery(nursery -> CancelScope.moveOnAfter(Duration.ZERO, s -> semaphore.acquire()));
        assertThat(semaphore.value()).isEqualTo(1);
        inNursery(nursery -> {
            semaphore.acquire();
            assertThat(CancelScope.moveOnAfter(HOUR, s -> semaphore.acquire()).cancelledCaught())
                    .isTrue();
        });
    }
}
