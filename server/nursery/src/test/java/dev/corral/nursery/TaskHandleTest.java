package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.corral.nursery.testing.OnEachBackend;
import dev.corral.nursery.testing.VirtualTime;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

@OnEachBackend
class TaskHandleTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final NurseryOptions COLLECTING =
            NurseryOptions.named("collecting").with(FailurePolicy.COLLECT);

    private final VirtualTime time;
    private final List<String> seen = new CopyOnWriteArrayList<>();

    TaskHandleTest(Backend backend) {
        time = VirtualTime.autoJump(backend);
    }

    private void inNursery(Nursery.Body body) throws InterruptedException, NurseryFailed {
        time.run(() -> {
            Nursery.open(NurseryOptions.named("job"), body);
            return true;
        });
    }

    /// C53
    @Test
    void theResultIsThereOnceTheTaskHasEnded() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Task<String> task = nursery.start(() -> {
                Task.sleep(HOUR);
                return "value";
            });
            assertThat(task.state()).isEqualTo(TaskState.RUNNING);
            assertThatThrownBy(task::result).isInstanceOf(NotFinished.class);
            assertThat(task.await()).isEqualTo("value");
            assertThat(task.result()).isEqualTo("value");
            assertThat(task.await()).isEqualTo("value");
            assertThat(task.state()).isEqualTo(TaskState.SUCCEEDED);
            assertThat(task.state().isEnded()).isTrue();
        });
    }

    /// C54
    @Test
    void awaitingAFailedTaskTellsTheCauseAndTheNurseryFailsAllTheSame() throws InterruptedException {
        IllegalStateException planted = new IllegalStateException("planted");
        Throwable left = time.run(() -> catchThrowable(() -> Nursery.open(COLLECTING, nursery -> {
            Task<String> task = nursery.start("failing", () -> {
                throw planted;
            });
            Throwable thrown = catchThrowable(task::await);
            assertThat(thrown).isInstanceOf(TaskFailed.class).hasMessageContaining("failing");
            assertThat(thrown.getCause()).isSameAs(planted);
            assertThat(catchThrowable(task::result)).isInstanceOf(TaskFailed.class);
            assertThat(task.state()).isEqualTo(TaskState.FAILED);
        })));
        assertThat(left)
                .isInstanceOfSatisfying(
                        NurseryFailed.class, e -> assertThat(e.failures()).containsExactly(planted));
    }

    /// C55
    @Test
    void cancelStopsOneTaskWhichStillRunsToItsFirstCheckpoint() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Task<Void> task = nursery.start(() -> {
                seen.add("began");
                CancelScope.shielded(s -> Task.sleep(HOUR));
                Task.checkpoint();
                seen.add("never");
            });
            task.cancel("not needed");
            assertThat(task.state()).isEqualTo(TaskState.CANCELLING);
            task.waitDone();
            assertThat(task.state()).isEqualTo(TaskState.CANCELLED);
            assertThatThrownBy(task::await)
                    .isInstanceOf(TaskFailed.class)
                    .hasCauseInstanceOf(Cancelled.class)
                    .hasMessageContaining("not needed");
            assertThat(nursery.cancelCause()).isNull();
        });
        assertThat(seen).containsExactly("began");
    }

    /// C27
    @Test
    void cancellingAnEndedTaskDoesNothing() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Task<String> task = nursery.start(() -> "value");
            task.waitDone();
            task.cancel("too late");
            assertThat(task.state()).isEqualTo(TaskState.SUCCEEDED);
            assertThat(task.cancelCause()).isNull();
            assertThat(task.await()).isEqualTo("value");
        });
    }

    /// C57
    @Test
    void waitDoneThrowsNothingWhateverTheOutcome() throws InterruptedException {
        time.run(() -> catchThrowable(() -> Nursery.open(COLLECTING, nursery -> {
            Task<Void> failing = nursery.start(() -> {
                throw new IllegalStateException("planted");
            });
            failing.waitDone();
            Task<Void> cancelled = nursery.start(() -> Task.sleep(HOUR));
            cancelled.cancel("enough");
            cancelled.waitDone();
            seen.add("waited for both");
        })));
        assertThat(seen).containsExactly("waited for both");
    }

    @Test
    void aCancelledAwaitLeavesTheAwaitedTaskAlone() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Task<String> task = nursery.start(() -> {
                Task.sleep(HOUR.multipliedBy(2));
                return "value";
            });
            CancelScope scope = CancelScope.moveOnAfter(HOUR, s -> task.waitDone());
            assertThat(scope.cancelledCaught()).isTrue();
            assertThat(task.await()).isEqualTo("value");
        });
    }

    /// C59
    @Test
    void namesAreGivenOrMadeFromTheNurserys() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Task<String> named = nursery.start("given", () -> Task.current().name());
            Task<Void> unnamed = nursery.start(() -> {});
            assertThat(named.await()).isEqualTo("given");
            assertThat(named).hasToString("Task[given, SUCCEEDED]");
            assertThat(unnamed.name()).isEqualTo("job-" + unnamed.id());
        });
    }

    @Test
    void aTaskThatWaitsForItselfIsAnErrorAndNoDeadlock() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> nursery.start("ouroboros", () -> {
            assertThatThrownBy(() -> Task.current().await())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("task ouroboros waits for its own end");
            assertThatThrownBy(() -> Task.current().waitDone()).isInstanceOf(IllegalStateException.class);
        }));
    }

    @Test
    @SuppressWarnings("System.GC") // what is reachable is what is tested
    void aHandleThatIsKeptKeepsNothingOfTheBody() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            List<WeakReference<Object>> captured = new ArrayList<>();
            List<Task<String>> kept = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                Object big = new Object();
                captured.add(new WeakReference<>(big));
                kept.add(i == 0 ? nursery.start(big::toString) : readyWith(nursery, big));
            }
            for (Task<String> task : kept) {
                assertThat(task.await()).startsWith("java.lang.Object");
            }
            Bounded.until(() -> {
                System.gc();
                return captured.stream().allMatch(reference -> reference.get() == null);
            });
            assertThat(kept).extracting(Task::state).containsOnly(TaskState.SUCCEEDED);
        });
    }

    private static Task<String> readyWith(Nursery nursery, Object big) throws InterruptedException {
        return nursery.<Integer, String, RuntimeException>startReady(ready -> {
                    ready.ready(1);
                    return big.toString();
                })
                .task();
    }
}
