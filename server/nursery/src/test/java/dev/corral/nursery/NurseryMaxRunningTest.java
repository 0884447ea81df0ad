package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corral.nursery.testing.OnEachBackend;
import dev.corral.nursery.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@OnEachBackend
class NurseryMaxRunningTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final NurseryOptions TWO = NurseryOptions.named("two").withMaxRunning(2);

    private final VirtualTime time;
    private final List<Integer> begun = new CopyOnWriteArrayList<>();

    NurseryMaxRunningTest(Backend backend) {
        time = VirtualTime.autoJump(backend);
    }

    private void inNursery(NurseryOptions options, Nursery.Body body) throws InterruptedException, NurseryFailed {
        time.run(() -> {
            Nursery.open(options, body);
            return true;
        });
    }

    @Test
    void tasksBeyondTheCapBeginInOrderOfStart() throws InterruptedException, NurseryFailed {
        AtomicInteger running = new AtomicInteger();
        List<Integer> most = new CopyOnWriteArrayList<>();
        inNursery(TWO, nursery -> {
            for (int i = 0; i < 10; i++) {
                int number = i;
                nursery.start(() -> {
                    begun.add(number);
                    most.add(running.incrementAndGet());
                    Task.sleep(HOUR.plusSeconds(number));
                    running.decrementAndGet();
                });
            }
            assertThat(nursery.running()).isEqualTo(10);
        });
        assertThat(begun.subList(2, 10)).containsExactly(2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(most).allMatch(now -> now <= 2);
    }

    @Test
    void aTaskThatIsCancelledBeforeItsTurnNeverBeginsAndLosesNoTurn() throws InterruptedException, NurseryFailed {
        inNursery(NurseryOptions.named("one").withMaxRunning(1), nursery -> {
            List<Task<Boolean>> tasks = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                int number = i;
                tasks.add(nursery.start(() -> {
                    Task.sleep(HOUR);
                    return begun.add(number);
                }));
            }
            time.waitAllTasksBlocked();
            tasks.get(1).cancel("not needed");
            tasks.get(3).cancel("not needed");
        });
        assertThat(begun).containsExactly(0, 2, 4);
    }

    @Test
    void aTurnThatCameBeforeTheCancelIsGivenBack() throws InterruptedException, NurseryFailed {
        inNursery(NurseryOptions.named("one").withMaxRunning(1), nursery -> {
            Event free = new Event();
            nursery.start(free::await);
            Task<Void> second = nursery.start(() -> Task.sleep(HOUR));
            Task<Boolean> third = nursery.start(() -> begun.add(3));
            time.waitAllTasksBlocked();
            free.set();
            second.cancel("at the same moment");
            third.await();
        });
        assertThat(begun).containsExactly(3);
    }

    @Test
    void failuresAndReadyStartsTakeTurnsToo() throws InterruptedException {
        assertThatThrownBy(() -> inNursery(
                        NurseryOptions.named("one").withMaxRunning(1).with(FailurePolicy.COLLECT), nursery -> {
                            nursery.start(() -> {
                                Task.sleep(HOUR);
                                throw new IllegalStateException("planted");
                            });
                            Started<String, String> started = nursery.startReady((Ready<String> ready) -> {
                                ready.ready("ready");
                                return "result";
                            });
                            assertThat(started.value()).isEqualTo("ready");
                            assertThat(time.clock().nanoTime()).isEqualTo(HOUR.toNanos());
                        }))
                .isInstanceOf(NurseryFailed.class)
                .hasRootCauseMessage("planted");
    }

    @Test
    void aWaitForTheTurnIsSeenInTheTree() throws InterruptedException, NurseryFailed {
        inNursery(NurseryOptions.named("one").withMaxRunning(1), nursery -> {
            nursery.start(() -> Task.sleep(HOUR));
            nursery.start("second", () -> Task.sleep(HOUR));
            time.waitAllTasksBlocked();
            assertThat(TaskTree.of(nursery).toText()).contains("second, waiting on limiter turn in one");
        });
    }

    @Test
    void theCapIsAtLeastOne() {
        assertThatThrownBy(() -> TWO.withMaxRunning(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxRunning is 0");
    }
}
