package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.corral.nursery.testing.OnEachBackend;
import dev.corral.nursery.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnEachBackend
class NurseryReadyTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final VirtualTime time;
    private final List<String> seen = new CopyOnWriteArrayList<>();

    NurseryReadyTest(Backend backend) {
        time = VirtualTime.autoJump(backend);
    }

    private void inNursery(Nursery.Body body) throws InterruptedException, NurseryFailed {
        time.run(() -> {
            Nursery.open(NurseryOptions.named("job"), body);
            return true;
        });
    }

    /// C35, C58
    @Test
    void givesTheValueWhenTheTaskIsReadyAndTheTaskGoesOn() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Started<Integer, String> server = nursery.startReady("server", (Ready<Integer> ready) -> {
                Task.sleep(HOUR);
                ready.ready(8080);
                Task.sleep(HOUR);
                seen.add("served");
                return "result";
            });
            assertThat(server.value()).isEqualTo(8080);
            assertThat(time.clock().nanoTime()).isEqualTo(HOUR.toNanos());
            assertThat(server.task().state()).isEqualTo(TaskState.RUNNING);
            assertThat(server.task().name()).isEqualTo("server");
            assertThat(server.task().await()).isEqualTo("result");
        });
        assertThat(seen).containsExactly("served");
    }

    /// C58
    @Test
    void cancellingTheHandleCancelsTheTaskThatGoesOn() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Started<String, String> server = nursery.startReady("server", (Ready<String> ready) -> {
                ready.ready("up");
                try {
                    Task.sleep(HOUR);
                } finally {
                    seen.add("stopped");
                }
                return "never";
            });
            server.task().cancel("not needed");
            server.task().waitDone();
            assertThat(server.task().state()).isEqualTo(TaskState.CANCELLED);
            assertThatThrownBy(server.task()::result)
                    .isInstanceOf(TaskFailed.class)
                    .hasMessageContaining("not needed");
            assertThat(nursery.cancelCause()).isNull();
        });
        assertThat(seen).containsExactly("stopped");
        assertThat(time.clock().nanoTime()).isZero();
    }

    /// C36
    @Test
    void theValueMayBeNull() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Started<?, String> started = nursery.startReady((Ready<String> ready) -> {
                ready.ready(nothing());
                return "result";
            });
            assertThat(started.value()).isNull();
            assertThat(started.task().name()).isEqualTo("job-" + started.task().id());
        });
    }

    @SuppressWarnings("NullAway") // a caller that has no null checks
    private static String nothing() {
        return new AtomicReference<String>().get();
    }

    /// C37
    @Test
    void sayingItTwiceIsAnError() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> nursery.startReady((Ready<String> ready) -> {
            ready.ready("once");
            assertThatThrownBy(() -> ready.ready("twice"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("said before");
            return "result";
        }));
    }

    /// C38, C39
    @Test
    void aFailureBeforeIsThrownAtTheStarterAndTheNurseryIsUnharmed() throws InterruptedException, NurseryFailed {
        IOException planted = new IOException("planted", new IllegalStateException("cause"));
        planted.addSuppressed(new IllegalStateException("suppressed"));
        inNursery(nursery -> {
            Task<Void> sibling = nursery.start(() -> Task.sleep(HOUR));
            Throwable thrown = catchThrowable(() -> nursery.startReady("server", (Ready<String> ready) -> {
                throw planted;
            }));
            assertThat(thrown).isSameAs(planted).hasCauseInstanceOf(IllegalStateException.class);
            assertThat(thrown.getSuppressed()).hasSize(1);
            sibling.await();
            assertThat(nursery.cancelCause()).isNull();
        });
    }

    /// C38
    @Test
    void theFailureOfANurseryInsideIsKeptAsItIs() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> assertThatThrownBy(() -> nursery.startReady("server", (Ready<String> ready) -> {
                    Nursery.open(inner -> {
                        throw new IOException("planted");
                    });
                    return "never";
                }))
                .isInstanceOf(NurseryFailed.class)
                .hasRootCauseMessage("planted"));
    }

    /// C40
    @Test
    void aFailureAfterIsTheNurserys() throws InterruptedException {
        IOException planted = new IOException("planted");
        Throwable left = catchThrowable(() -> inNursery(nursery -> {
            Started<String, String> started = nursery.startReady("server", (Ready<String> ready) -> {
                ready.ready("value");
                throw planted;
            });
            seen.add(started.value());
            Task.sleep(HOUR);
            seen.add("never");
        }));
        assertThat(seen).containsExactly("value");
        assertThat(left)
                .isInstanceOfSatisfying(
                        NurseryFailed.class, e -> assertThat(e.failures()).containsExactly(planted));
    }

    /// C41
    @Test
    void aTaskThatEndsWithoutAWordIsAnErrorOfTheStarter() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            assertThatThrownBy(() -> nursery.startReady((Ready<String> ready) -> "mute"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("without having said");
            assertThat(nursery.cancelCause()).isNull();
        });
    }

    /// C42
    @Test
    void anEndedNurseryStartsNothing() throws InterruptedException, NurseryFailed {
        AtomicReference<Nursery> kept = new AtomicReference<>();
        time.run(() -> {
            Nursery.open(kept::set);
            assertThatThrownBy(() -> kept.get().startReady((Ready<String> ready) -> seen.add("never")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("has ended");
            return true;
        });
        assertThat(seen).isEmpty();
    }

    /// C43
    @Test
    void inACancelledNurseryTheTaskBeginsAndIsCancelledAtItsFirstCheckpoint()
            throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            nursery.cancel("enough");
            assertThatThrownBy(() -> nursery.startReady((Ready<String> ready) -> {
                        seen.add("began");
                        Task.checkpoint();
                        return seen.add("never");
                    }))
                    .isInstanceOf(Cancelled.class)
                    .hasMessage("enough");
        });
        assertThat(seen).containsExactly("began");
    }

    /// C43
    @Test
    void aTaskThatIsReadyTooLateDoesNotArriveAndItsStarterIsCancelled() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            nursery.cancel("enough");
            assertThatThrownBy(() -> nursery.startReady((Ready<String> ready) -> {
                        ready.ready("too late");
                        return seen.add("ended without a checkpoint");
                    }))
                    .isInstanceOf(Cancelled.class)
                    .hasMessage("enough");
        });
        assertThat(seen).containsExactly("ended without a checkpoint");
    }

    /// C47
    @Test
    void aFailureOfAnotherMemberCancelsAStartThatStillWaits() throws InterruptedException {
        IOException planted = new IOException("planted");
        Throwable left = catchThrowable(() -> inNursery(nursery -> {
            nursery.start(() -> {
                Task.sleep(HOUR);
                throw planted;
            });
            nursery.startReady((Ready<String> ready) -> {
                Task.sleep(HOUR.multipliedBy(2));
                return seen.add("never");
            });
        }));
        assertThat(left)
                .isInstanceOfSatisfying(
                        NurseryFailed.class, e -> assertThat(e.failures()).containsExactly(planted));
        assertThat(seen).isEmpty();
    }

    /// C48
    @Test
    void aPendingStartKeepsTheNurseryOpen() throws InterruptedException, NurseryFailed {
        inNursery(outer -> {
            Event opened = new Event();
            AtomicReference<Nursery> inner = new AtomicReference<>();
            outer.start(() -> {
                opened.await();
                Started<String, String> started = inner.get().startReady((Ready<String> ready) -> {
                    Task.sleep(HOUR);
                    ready.ready("ready");
                    Task.sleep(HOUR);
                    seen.add("ended");
                    return "result";
                });
                seen.add(started.value());
            });
            Nursery.open(nursery -> {
                inner.set(nursery);
                opened.set();
                time.waitAllTasksBlocked();
            });
            seen.add("left");
        });
        assertThat(seen).containsExactly("ready", "ended", "left");
    }

    /// C48
    @Test
    void aCrashOfAPendingStartLetsTheNurseryLeave() throws InterruptedException, NurseryFailed {
        inNursery(outer -> {
            Event opened = new Event();
            AtomicReference<Nursery> inner = new AtomicReference<>();
            outer.start(() -> {
                opened.await();
                assertThatThrownBy(() -> inner.get().startReady((Ready<String> ready) -> {
                            Task.sleep(HOUR);
                            throw new IOException("planted");
                        }))
                        .hasMessage("planted");
            });
            Nursery.open(nursery -> {
                inner.set(nursery);
                opened.set();
                time.waitAllTasksBlocked();
            });
            assertThat(time.clock().nanoTime()).isEqualTo(HOUR.toNanos());
        });
    }

    /// C49
    @ParameterizedTest
    @ValueSource(strings = {"just before", "just after"})
    void aTaskThatArrivesInACancelledNurseryIsCancelledWithItsOwnTasks(String when)
            throws InterruptedException, NurseryFailed {
        inNursery(outer -> {
            AtomicReference<Nursery> target = new AtomicReference<>();
            Event open = new Event();
            Event close = new Event();
            outer.start(() -> Nursery.open(nursery -> {
                target.set(nursery);
                open.set();
                CancelScope.shielded(s -> close.await());
            }));
            open.await();
            Started<String, String> started = target.get().startReady("mover", (Ready<String> ready) -> {
                try {
                    Nursery.open(own -> {
                        own.start(() -> sleepUntilCancelled("child"));
                        Task.sleep(HOUR);
                        if (when.equals("just before")) {
                            target.get().cancel(when);
                        }
                        ready.ready("arrived");
                        target.get().cancel(when);
                        sleepUntilCancelled("body");
                    });
                } catch (NurseryFailed e) {
                    seen.add("failed " + e);
                }
                return "result";
            });
            assertThat(started.value()).isEqualTo("arrived");
            started.task().waitDone();
            assertThat(seen).containsExactlyInAnyOrder("child: " + when, "body: " + when);
            close.set();
        });
    }

    private void sleepUntilCancelled(String who) throws InterruptedException {
        try {
            Task.sleep(HOUR.multipliedBy(100));
        } catch (Cancelled c) {
            seen.add(who + ": " + c.getMessage());
            throw c;
        }
    }

    /// C49
    @Test
    void onceArrivedACancelOfTheStarterDoesNotReachIt() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            CancelScope.open(scope -> {
                Started<String, Boolean> started = nursery.startReady((Ready<String> ready) -> {
                    ready.ready("ready");
                    Task.sleep(HOUR);
                    return seen.add("lived on");
                });
                scope.cancel("starter only");
                assertThat(started.task().cancelCause()).isNull();
            });
        });
        assertThat(seen).containsExactly("lived on");
    }

    /// C51
    @Test
    void theParentIsTheStarterUntilItIsReadyAndTheHostAfter() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Task<?> host = Task.current();
            Task<Void> starter = nursery.start("starter", () -> {
                nursery.startReady("server", (Ready<String> ready) -> {
                    Task<?> self = Task.current();
                    assertThat(Objects.requireNonNull(self.parent()).name()).isEqualTo("starter");
                    assertThat(self.nursery()).isSameAs(nursery);
                    assertThat(nursery.tasks()).doesNotContain(self);
                    assertThat(names(TaskTree.of(nursery))).contains("server under starter");
                    ready.ready("now");
                    assertThat(self.parent()).isSameAs(host);
                    assertThat(nursery.tasks()).contains(self);
                    assertThat(names(TaskTree.of(nursery))).contains("server under null");
                    return seen.add("checked");
                });
            });
            starter.await();
        });
        assertThat(seen).containsExactly("checked");
    }

    private static List<String> names(TaskTree tree) {
        List<TaskTree.RunningTask> tasks = tree.tasks();
        return tasks.stream()
                .map(task -> task.name() + " under "
                        + tasks.stream()
                                .filter(above -> Objects.equals(above.id(), task.parent()))
                                .map(TaskTree.RunningTask::name)
                                .findFirst()
                                .orElse(null))
                .toList();
    }

    /// C52
    @Test
    void anIgnoredReadyLetsTheFunctionBeCalledDirectly() {
        Ready<String> ready = Ready.ignored();
        ready.ready("value");
        assertThatThrownBy(() -> ready.ready("again")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void onlyTheTaskItselfMaySayIt() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Started<String, String> started = nursery.startReady("server", (Ready<String> ready) -> {
                try {
                    Nursery.open(own -> own.start("other", () -> {
                        assertThatThrownBy(() -> ready.ready("wrong"))
                                .isInstanceOf(IllegalStateException.class)
                                .hasMessageContaining("task other");
                    }));
                } catch (NurseryFailed e) {
                    throw new AssertionError(e);
                }
                ready.ready("right");
                return "result";
            });
            assertThat(started.value()).isEqualTo("right");
        });
    }

    @Test
    void aTaskThatCancelsItselfBeforeIsAnErrorAndNoCancellation() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> assertThatThrownBy(() -> nursery.startReady((Ready<String> ready) -> {
                    Task.current().cancel("gave up");
                    Task.checkpoint();
                    return "never";
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("gave up"));
    }

    @Test
    void anInterruptOfTheStarterCancelsTheTaskAndIsTold() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Thread starter = Thread.currentThread();
            Throwable thrown = catchThrowable(() -> nursery.startReady((Ready<String> ready) -> {
                starter.interrupt();
                try {
                    // No sleep: an interrupt is none of the clock's business, which would jump.
                    new Event("never").await();
                } finally {
                    seen.add("cancelled");
                }
                return "never";
            }));
            assertThat(thrown).isInstanceOf(InterruptedException.class).isNotInstanceOf(Cancelled.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        });
        assertThat(seen).containsExactly("cancelled");
    }
}
