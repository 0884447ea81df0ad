package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.nursery.testing.OnEachBackend;
import dev.corral.nursery.testing.Stepped;
import dev.corral.nursery.testing.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The guide's example of tracing, compiled and run.
@OnEachBackend
class InstrumentTest {
    private final Backend backend;
    private final Tracer tracer = new Tracer();

    InstrumentTest(Backend backend) {
        this.backend = backend;
    }

    /// Stands for a tracing library.
    private static final class Tracer {
        private final List<String> told = new CopyOnWriteArrayList<>();

        void span(String name, @Nullable Task<?> parent, long nanos) {
            assertThat(nanos).isNotNegative();
            told.add("span " + name + " in " + (parent == null ? "nothing" : parent.name()));
        }

        void event(String what, long nanos) {
            told.add(what + " for " + nanos);
        }
    }

    final class Spans implements Instrument {
        private final Map<Task<?>, Long> begun = new ConcurrentHashMap<>();

        @Override
        public void taskStarted(Task<?> task) {
            begun.put(task, System.nanoTime());
        }

        @Override
        public void taskEnded(Task<?> task) {
            Long since = begun.remove(task);
            if (since != null) {
                tracer.span(task.name(), task.parent(), System.nanoTime() - since);
            }
        }

        @Override
        public void waited(WaitKind kind, String subject, long nanos) {
            tracer.event(Task.current().name() + " waited for " + kind.label() + " " + subject, nanos);
        }
    }

    private static void work() throws InterruptedException, NurseryFailed {
        Nursery.open(
                NurseryOptions.named("job"),
                nursery -> nursery.start("outer", () -> {
                    Nursery.open(
                            NurseryOptions.named("part"),
                            inner -> inner.start("inner", () -> {
                                Task.sleep(Duration.ofNanos(5));
                            }));
                }));
    }

    @Test
    void hearsOfTasksAndWaitsOfItsRuns() throws InterruptedException, NurseryFailed {
        Spans spans = new Spans();
        VirtualTime.autoJump(backend).instrumented(spans).run(() -> {
            work();
            return true;
        });
        assertThat(tracer.told)
                .containsExactlyInAnyOrder(
                        "inner waited for sleep sleep for 5",
                        "span inner in outer",
                        "outer waited for nursery part for 5",
                        "span outer in root",
                        "root waited for nursery job for 5");
        assertThat(spans.begun).isEmpty();
    }

    @Test
    void isHeardThroughAVirtualClockToo() throws InterruptedException, NurseryFailed {
        VirtualTime.autoJump(backend.instrumented(new Spans())).run(() -> {
            work();
            return true;
        });
        assertThat(tracer.told).contains("span inner in outer");
    }

    @Test
    void withoutOneNobodyAsksWhatAWaitWasFor() throws InterruptedException {
        backend.run(() -> {
            Unnamed cell = new Unnamed(Task.current());
            assertThat(cell.complete(null)).isTrue();
            Task.awaitPlain(cell);
            return true;
        });
    }

    /// A wait that has no name to give.
    private static final class Unnamed extends WaitCell {
        Unnamed(Task<?> task) {
            super(task);
        }

        @Override
        WaitKind kind() {
            return WaitKind.EVENT;
        }

        @Override
        String subject() {
            throw new AssertionError("was asked");
        }

        @Override
        void withdraw() {
            // Never registered.
        }
    }

    @Test
    void theGuideShowsTheSameInstrument() throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/corral/nursery/InstrumentTest.java"));
        String spans = source.substring(
                source.indexOf("    final class Spans"), source.indexOf("    private static void work"));
        String guide = Files.readString(Path.of("README.md"));
        assertThat(guide.contains(spans.stripTrailing().stripIndent()))
                .as("the guide shows:%n%s", spans)
                .isTrue();
    }

    /// Breaks its promise.
    private static final class Faulty implements Instrument {
        @Override
        public void taskStarted(Task<?> task) {
            throw new IllegalStateException("planted, at a start");
        }

        @Override
        public void taskEnded(Task<?> task) {
            throw new IllegalStateException("planted, at an end");
        }

        @Override
        public void waited(WaitKind kind, String subject, long nanos) {
            throw new IllegalStateException("planted, at a wait");
        }
    }

    @Test
    void whatAnInstrumentThrowsHarmsNoTask() throws InterruptedException, NurseryFailed {
        Limiter limiter = new Limiter("one", 1);
        Set<String> told = ConcurrentHashMap.newKeySet();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> told.add(String.valueOf(thrown.getMessage())));
        try {
            backend.instrumented(new Faulty()).run(() -> {
                Nursery.open(nursery -> {
                    limiter.acquire();
                    Task<String> task = nursery.start(() -> limiter.withPermit(() -> "value"));
                    Bounded.until(() -> limiter.statistics().waiting() == 1);
                    limiter.release();
                    assertThat(task.await()).isEqualTo("value");
                });
                return true;
            });
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertThat(limiter.borrowers()).isEmpty();
        assertThat(told).containsExactlyInAnyOrder("planted, at a start", "planted, at an end", "planted, at a wait");
    }

    /// Writes down which tasks have ended.
    private record Listing(List<String> ended, String who) implements Instrument {
        @Override
        public void taskEnded(Task<?> task) {
            ended.add(who + " " + task.name());
        }
    }

    @Test
    void aSecondInstrumentHearsBesideTheFirst() throws InterruptedException, NurseryFailed {
        for (Backend twice : List.of(backend, VirtualTime.autoJump(backend), Stepped.fifo())) {
            List<String> ended = new ArrayList<>();
            twice.instrumented(new Listing(ended, "one"))
                    .instrumented(new Listing(ended, "other"))
                    .run(() -> {
                        Nursery.open(nursery -> nursery.start("task", () -> true));
                        return true;
                    });
            assertThat(ended).containsExactly("one task", "other task");
        }
    }
}
