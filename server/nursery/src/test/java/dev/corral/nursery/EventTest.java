package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corral.nursery.testing.OnEachBackend;
import dev.corral.nursery.testing.VirtualTime;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

@OnEachBackend
class EventTest {
    private final VirtualTime time;
    private final Event event = new Event("ready");
    private final List<String> seen = new CopyOnWriteArrayList<>();

    EventTest(Backend backend) {
        time = VirtualTime.autoJump(backend);
    }

    private void inNursery(Nursery.Body body) throws InterruptedException, NurseryFailed {
        time.run(() -> {
            Nursery.open(body);
            return true;
        });
    }

    /// C165, C168
    @Test
    void settingWakesAllAndIsIdempotent() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            for (int i = 0; i < 3; i++) {
                nursery.start(() -> {
                    event.await();
                    seen.add("woke");
                });
            }
            time.waitAllTasksBlocked();
            assertThat(event.waiting()).isEqualTo(3);
            assertThat(event).hasToString("Event[ready, 3 waiting]");
            event.set();
            event.set();
            assertThat(event.waiting()).isZero();
            assertThat(event.isSet()).isTrue();
        });
        assertThat(seen).hasSize(3);
    }

    /// C165
    @Test
    void waitingForASetEventPassesButIsACheckpoint() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            event.set();
            event.await();
            CancelScope.open(scope -> {
                scope.cancel("enough");
                assertThatThrownBy(event::await).isInstanceOf(Cancelled.class);
            });
        });
    }

    /// C167
    @Test
    void aCancelledWaiterDoesNotGoOnWhenTheEventIsSetAfterwards() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Task<Void> waiter = nursery.start(() -> {
                event.await();
                seen.add("never");
            });
            time.waitAllTasksBlocked();
            waiter.cancel("enough");
            event.set();
            waiter.waitDone();
            assertThat(waiter.state()).isEqualTo(TaskState.CANCELLED);
        });
        assertThat(seen).isEmpty();
        assertThat(event.waiting()).isZero();
    }
}
