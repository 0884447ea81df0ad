package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corral.nursery.testing.OnEachBackend;
import dev.corral.nursery.testing.VirtualTime;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

@OnEachBackend
class TaskTreeTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Backend backend;
    private final VirtualTime time;

    TaskTreeTest(Backend backend) {
        this.backend = backend;
        time = VirtualTime.autoJump(backend);
    }

    private void inNursery(Nursery.Body body) throws InterruptedException, NurseryFailed {
        time.run(() -> {
            Nursery.open(NurseryOptions.named("job"), body);
            return true;
        });
    }

    @Test
    void isDrawnForPeople() throws InterruptedException, NurseryFailed {
        AtomicReference<TaskTree> taken = new AtomicReference<>();
        inNursery(nursery -> {
            Channel<String> items = Channel.open("items", 2);
            nursery.start("sender\u001b[31m", () -> {
                for (int i = 0; i < 3; i++) {
                    items.sender().send("item");
                }
            });
            time.waitAllTasksBlocked();
            Task<CancelScope> cancelled = nursery.start("cancelled", () -> CancelScope.shielded(s -> Task.sleep(HOUR)));
            time.waitAllTasksBlocked();
            cancelled.cancel("not needed");
            nursery.start("host", () -> {
                Nursery.open(
                        NurseryOptions.named("outer"),
                        outer -> Nursery.open(
                                NurseryOptions.named("inner"),
                                inner -> inner.start("leaf", () -> new Event("never").await())));
            });
            time.waitAllTasksBlocked();
            taken.set(TaskTree.of(nursery));
            assertThat(Objects.requireNonNull(taken.get()).totals()).isEqualTo(new TaskTree.Totals(4, 4, null));
            nursery.cancel("seen");
            items.receiver().close();
        });
        String text = taken.get().toText();
        assertThat(text.lines().skip(1).map(line -> line.replaceAll("task \\d+", "task N")))
                .containsExactly(
                        "nursery job, open, 0 ms old",
                        "├─ channel items, 2 of 2 used, 1 senders and 0 receivers waiting",
                        "├─ task N sender?[31m, waiting on channel.send items since 0 ms",
                        "├─ task N cancelled, waiting on sleep sleep since 0 ms, cancelled: not needed (by root), "
                                + "in a scope with a shield",
                        "└─ task N host, waiting on nursery inner since 0 ms",
                        "   ├─ nursery outer, open, 0 ms old",
                        "   └─ nursery inner, leaving, 0 ms old",
                        "      └─ task N leaf, waiting on event never since 0 ms");
    }

    /// C187
    @Test
    void isWalkableDownAndUpAndUpAlsoAfterTheEnd() throws InterruptedException, NurseryFailed {
        AtomicReference<Task<Void>> kept = new AtomicReference<>();
        inNursery(nursery -> {
            Task<?> root = Task.current();
            assertThat(root.parent()).isNull();
            assertThat(root.nursery()).isNull();
            assertThat(root.nurseries()).containsExactly(nursery);
            Task<Void> task = nursery.start(() -> Nursery.open(first -> Nursery.open(second -> {
                assertThat(Task.current().nurseries()).containsExactly(first, second);
                Task.sleep(HOUR);
            })));
            kept.set(task);
            assertThat(nursery.tasks()).containsExactly(task);
            assertThat(nursery.host()).isSameAs(root);
            time.waitAllTasksBlocked();
            assertThat(task.nurseries()).hasSize(2);
            task.await();
            assertThat(nursery.tasks()).isEmpty();
        });
        Task<Void> ended = kept.get();
        assertThat(Objects.requireNonNull(ended.parent()).name()).isEqualTo("root");
        assertThat(Objects.requireNonNull(ended.nursery()).name()).isEqualTo("job");
        assertThat(ended.nurseries()).isEmpty();
    }

    /// C188
    @Test
    void listsTheRunningTasksWithTheirParents() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Task<Void> host = nursery.start(
                    "host",
                    () -> Nursery.open(inner -> {
                        inner.start("leaf", () -> Task.sleep(HOUR));
                    }));
            time.waitAllTasksBlocked();
            List<TaskTree.RunningTask> tasks = TaskTree.snapshot().tasks();
            assertThat(tasks)
                    .contains(new TaskTree.RunningTask(Task.current().id(), null, "root"))
                    .contains(new TaskTree.RunningTask(host.id(), Task.current().id(), "host"))
                    .anySatisfy(task -> {
                        assertThat(task.name()).isEqualTo("leaf");
                        assertThat(task.parent()).isEqualTo(host.id());
                    });
        });
    }

    /// C189
    @Test
    void sumsUpWhatItHolds() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            nursery.start(() -> CancelScope.moveOnAfter(HOUR, s -> new Event("never").await()));
            nursery.start(() -> CancelScope.moveOnAfter(HOUR.multipliedBy(2), s -> new Event("never").await()));
            time.waitAllTasksBlocked();
            TaskTree tree = TaskTree.of(nursery);
            assertThat(tree.totals())
                    .isEqualTo(new TaskTree.Totals(2, 2, tree.takenAt().plus(HOUR)));
        });
    }

    @Test
    void twoThousandNestedNurseriesOverflowNothing() throws InterruptedException, NurseryFailed {
        AtomicReference<TaskTree> taken = new AtomicReference<>();
        inNursery(nursery -> {
            Event deep = new Event();
            Event seen = new Event();
            nest(nursery, 2_000, () -> {
                deep.set();
                seen.await();
            });
            deep.await();
            taken.set(TaskTree.snapshot());
            seen.set();
        });
        TaskTree tree = taken.get();
        assertThat(tree.tasks()).hasSizeGreaterThanOrEqualTo(2_000);
        assertThat(tree.toJson()).hasSizeGreaterThan(100_000);
        assertThat(tree.toText()).contains("[3999]").hasSizeLessThan(2_000_000);
    }

    private static void nest(Nursery nursery, int levels, Nursery.TaskBody deepest) {
        nursery.start("level", () -> {
            if (levels == 1) {
                deepest.run();
            } else {
                Nursery.open(inner -> nest(inner, levels - 1, deepest));
            }
        });
    }

    @Test
    void aSnapshotDuringAStormOfStartsAndCancelsNeverThrows() throws InterruptedException, NurseryFailed {
        Random random = new Random(7);
        backend.run(() -> {
            Nursery.open(storm -> {
                Task<Void> watcher = storm.start(() -> {
                    for (int i = 0; i < 200; i++) {
                        TaskTree tree = TaskTree.snapshot();
                        assertThat(tree.toJson()).startsWith("{").endsWith("}");
                        assertThat(tree.toText()).isNotEmpty();
                        assertThat(tree.totals().tasks()).isPositive();
                        Task.checkpoint();
                    }
                });
                while (!watcher.state().isEnded()) {
                    Nursery.open(nursery -> {
                        for (int i = 0; i < 20; i++) {
                            Task<Void> task = nursery.start(() -> Nursery.open(inner -> inner.start(
                                    () -> Channel.open("c", 0).receiver().receive())));
                            nursery.startReady((Ready<String> ready) -> {
                                ready.ready("now");
                                return "then";
                            });
                            if (random.nextBoolean()) {
                                task.cancel("storm");
                            }
                        }
                        nursery.cancel("next");
                    });
                }
            });
            return true;
        });
    }

    @Test
    void isPrintedWhenTheProcessGetsASignal() throws InterruptedException, Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TaskTree.printOnSignal("USR2", new PrintStream(bytes, false, StandardCharsets.UTF_8));
        inNursery(nursery -> {
            Class<?> signals = Class.forName("sun.misc.Signal");
            signals.getMethod("raise", signals)
                    .invoke(null, signals.getConstructor(String.class).newInstance("USR2"));
            Bounded.until(() -> bytes.toString(StandardCharsets.UTF_8).contains("nursery job"));
        });
    }

    @Test
    void aSignalThatCannotBeHadIsRefused() {
        assertThatThrownBy(() -> TaskTree.printOnSignal("NONE", System.err))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("signal is NONE");
        assertThatThrownBy(() -> TaskTree.printOnSignal("QUIT", System.err))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
