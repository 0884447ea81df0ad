package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.nursery.testing.OnEachBackend;
import dev.corral.nursery.testing.VirtualTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// When a task that need not wait lets others run first.
@OnEachBackend
class GiveWayTest {
    private final Counting backend;
    private final AtomicInteger given = new AtomicInteger();

    GiveWayTest(Backend backend) {
        this.backend = new Counting(VirtualTime.autoJump(backend), given);
    }

    /// How often a checkpoint may pass before one gives way.
    private int several() {
        return backend.checkpointsPerYield();
    }

    private interface Code {
        void run() throws Exception;
    }

    /// How often some code, alone in its run, gives way.
    private int countIn(Code code) throws InterruptedException, NurseryFailed {
        AtomicInteger count = new AtomicInteger();
        backend.run(() -> {
            Nursery.open(nursery -> {
                int before = given.get();
                code.run();
                count.set(given.get() - before);
            });
            return true;
        });
        return count.get();
    }

    /// C16
    @Test
    void leavingAnEmptyNurseryGivesWay() throws InterruptedException, NurseryFailed {
        assertThat(countIn(() -> Nursery.open(inner -> {}))).isEqualTo(1);
    }

    /// C65
    @Test
    void aCheckpointGivesWayAndOneThatOnlyLooksForCancelsDoesNot() throws InterruptedException, NurseryFailed {
        assertThat(countIn(Task::checkpoint)).isEqualTo(1);
        assertThat(countIn(() -> Task.sleep(Duration.ZERO))).isEqualTo(1);
        assertThat(countIn(() -> {
                    for (int i = 0; i < 10 * several(); i++) {
                        Task.checkpointIfCancelled();
                    }
                }))
                .isZero();
    }

    /// C65
    @Test
    void aShieldedCheckpointGivesWayUnderACancel() throws InterruptedException, NurseryFailed {
        assertThat(countIn(() -> CancelScope.open(scope -> {
                    scope.cancel("enough");
                    CancelScope.shielded(s -> Task.checkpoint());
                })))
                .isEqualTo(1);
    }

    /// C135: not after each, but so often that nobody starves.
    @Capacities
    void sendAndReceiveGiveWayNowAndThenAndTheTryFormsNever(int capacity) throws InterruptedException, NurseryFailed {
        Channel<Integer> channel = Channel.open(Math.max(1, capacity));
        assertThat(countIn(() -> {
                    for (int i = 0; i < several(); i++) {
                        channel.sender().send(i);
                        channel.receiver().receive();
                    }
                }))
                .isEqualTo(2);
        assertThat(countIn(() -> {
                    for (int i = 0; i < several(); i++) {
                        assertThat(channel.sender().trySend(i)).isEqualTo(SendResult.SENT);
                        assertThat(channel.receiver().tryReceive()).isEqualTo(new Received.Item<>(i));
                    }
                }))
                .isZero();
    }

    /// C165
    @Test
    void waitingForASetEventGivesWayNowAndThen() throws InterruptedException, NurseryFailed {
        Event event = new Event();
        event.set();
        assertThat(countIn(() -> {
                    for (int i = 0; i < several(); i++) {
                        event.await();
                    }
                }))
                .isEqualTo(1);
    }

    @Test
    void aWaitCountsAsGivingWay() throws InterruptedException, NurseryFailed {
        Event event = new Event();
        event.set();
        assertThat(countIn(() -> {
                    for (int waits = 0; waits < 3; waits++) {
                        for (int i = 1; i < several(); i++) {
                            event.await();
                        }
                        Task.sleep(Duration.ofSeconds(1));
                    }
                }))
                .isZero();
    }

    /// C182
    @Test
    void anUncontendedLockGivesWayNowAndThenAndAFastOneNever() throws InterruptedException, NurseryFailed {
        assertThat(countIn(() -> takeOften(Lock.named("fair")))).isEqualTo(1);
        assertThat(countIn(() -> takeOften(Lock.fast("fast")))).isZero();
    }

    private void takeOften(Lock lock) throws InterruptedException {
        for (int i = 0; i < several(); i++) {
            lock.acquire();
            lock.release();
        }
    }

    /// Counts.
    private record Counting(VirtualTime time, AtomicInteger given) implements Backend {
        @Override
        public String name() {
            return time.name();
        }

        @Override
        public Clock clock() {
            return time.clock();
        }

        @Override
        public Activity activity() {
            return time.activity();
        }

        @Override
        public Thread newThread(String name, Runnable task) {
            return time.newThread(name, task);
        }

        @Override
        public void giveWay() {
            given.incrementAndGet();
            time.giveWay();
        }
    }
}
