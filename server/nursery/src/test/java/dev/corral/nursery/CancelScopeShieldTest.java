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
class CancelScopeShieldTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final VirtualTime time;
    private final List<String> seen = new CopyOnWriteArrayList<>();

    CancelScopeShieldTest(Backend backend) {
        time = VirtualTime.autoJump(backend);
    }

    /// Runs a body in a scope of a run; gives the scope, left.
    private CancelScope inScope(CancelScope.Body<RuntimeException> body) throws InterruptedException {
        return time.run(() -> CancelScope.open(body));
    }

    private static void assertCancelled() {
        assertThatThrownBy(Task::checkpoint).isInstanceOf(Cancelled.class);
        assertThatThrownBy(Task::checkpointIfCancelled).isInstanceOf(Cancelled.class);
        assertThatThrownBy(() -> Task.sleep(HOUR)).isInstanceOf(Cancelled.class);
    }

    /// C65
    @Test
    void aCheckpointInAShieldNeverThrows() throws InterruptedException {
        inScope(s -> {
            s.cancel("enough");
            CancelScope.shielded(inner -> {
                Task.checkpoint();
                Task.checkpointIfCancelled();
                Task.sleep(HOUR);
            });
        });
        assertThat(time.clock().nanoTime()).isEqualTo(HOUR.toNanos());
    }

    /// C70
    @Test
    void aShieldHidesOuterCancelsButNotItsOwnNorThoseInside() throws InterruptedException {
        inScope(outer -> {
            outer.cancel("outer");
            CancelScope shield = CancelScope.shielded(s -> {
                CancelScope inside = CancelScope.open(i -> {
                    i.cancel("inside");
                    assertCancelled();
                    Task.checkpoint();
                });
                assertThat(inside.cancelledCaught()).isTrue();
                Task.checkpoint();
                s.cancel("own");
                Task.sleep(HOUR);
            });
            assertThat(shield.cancelledCaught()).isTrue();
            seen.add("left");
            assertCancelled();
        });
        assertThat(seen).containsExactly("left");
    }

    /// C71
    @Test
    void droppingAShieldDeliversAPendingCancelToATaskThatWaits() throws InterruptedException, NurseryFailed {
        time.run(() -> {
            Nursery.open(nursery -> {
                AtomicReference<CancelScope> shield = new AtomicReference<>();
                Task<CancelScope> task = nursery.start(() -> CancelScope.shielded(s -> {
                    shield.set(s);
                    new Event().await();
                }));
                time.waitAllTasksBlocked();
                task.cancel("pending");
                time.waitAllTasksBlocked();
                assertThat(task.state()).isEqualTo(TaskState.CANCELLING);
                shield.get().unshield();
                task.waitDone();
                assertThat(task.state()).isEqualTo(TaskState.CANCELLED);
            });
            return true;
        });
    }

    /// C71
    @Test
    void aShieldCanBePutUpAndTakenDown() throws InterruptedException {
        inScope(outer -> {
            outer.cancel("outer");
            CancelScope.open(s -> {
                assertCancelled();
                s.shield();
                Task.checkpoint();
                s.unshield();
                assertCancelled();
            });
        });
    }

    /// C73
    @Test
    void afterAShieldedBlockAllOuterLevelsResume() throws InterruptedException {
        CancelScope outer = inScope(o -> {
            CancelScope middle = CancelScope.open(m -> {
                o.cancel("outer");
                m.cancel("middle");
                CancelScope.shielded(s -> Task.checkpoint());
                assertCancelled();
            });
            assertThat(middle.cancelledCaught()).isFalse();
            Task.checkpoint();
        });
        assertThat(outer.cancelledCaught()).isTrue();
    }

    /// C75
    @Test
    void pendingCancellationIsSeenOutsideShieldsOnly() throws InterruptedException {
        inScope(outer -> {
            assertThat(CancelScope.hasPendingCancellation()).isFalse();
            outer.cancel("enough");
            assertThat(CancelScope.hasPendingCancellation()).isTrue();
            try {
                Task.checkpoint();
            } finally {
                assertThat(CancelScope.hasPendingCancellation()).isTrue();
                CancelScope.shielded(
                        s -> assertThat(CancelScope.hasPendingCancellation()).isFalse());
                assertThat(CancelScope.hasPendingCancellation()).isTrue();
                seen.add("cleaned up");
            }
        });
        assertThat(seen).containsExactly("cleaned up");
    }
}
