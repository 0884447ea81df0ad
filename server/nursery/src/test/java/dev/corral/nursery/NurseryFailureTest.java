package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.nursery.testing.OnEachBackend;
import dev.corral.nursery.testing.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@OnEachBackend
class NurseryFailureTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final VirtualTime time;
    private final List<String> seen = new CopyOnWriteArrayList<>();

    NurseryFailureTest(Backend backend) {
        time = VirtualTime.autoJump(backend);
    }

    /// Opens a nursery in a run, and gives what it failed with.
    private NurseryFailed failing(Nursery.Body body) throws InterruptedException {
        return failing(NurseryOptions.DEFAULTS, body);
    }

    private NurseryFailed failing(NurseryOptions options, Nursery.Body body) throws InterruptedException {
        return time.run(() -> {
            try {
                Nursery.open(options, body);
            } catch (NurseryFailed e) {
                return e;
            }
            throw new AssertionError("the nursery did not fail");
        });
    }

    /// C2
    @Test
    void aTasksFailureLeavesByIdentity() throws InterruptedException {
        Exception planted = new Exception("planted");
        NurseryFailed failed = failing(nursery -> nursery.start(() -> {
            throw planted;
        }));
        assertThat(failed.failures()).containsExactly(planted);
        assertThat(failed).hasCause(planted).hasMessageContaining("planted");
        assertThat(failed.getCause()).isSameAs(planted);
    }

    /// C3
    @Test
    void aFailingBodyIsWrappedTheSameWay() throws InterruptedException {
        Exception planted = new Exception("planted");
        NurseryFailed failed = failing(nursery -> {
            throw planted;
        });
        assertThat(failed.failures()).containsExactly(planted);
    }

    /// C4
    @Test
    void bodyAndTaskFailuresAreBothTold() throws InterruptedException {
        NurseryFailed failed = failing(nursery -> {
            nursery.start(() -> cleanUpFails("task"));
            time.waitAllTasksBlocked();
            throw new IllegalStateException("body");
        });
        assertThat(failed.failures()).extracting(Throwable::getMessage).containsExactly("body", "task");
        assertThat(failed.getSuppressed()).extracting(Throwable::getMessage).containsExactly("task");
    }

    /// C5
    @Test
    void twoFailingTasksAreBothTold() throws InterruptedException {
        NurseryFailed failed = failing(nursery -> {
            Event go = new Event();
            for (String name : List.of("a", "b")) {
                nursery.start(() -> {
                    CancelScope.shielded(s -> go.await());
                    throw new IllegalStateException(name);
                });
            }
            time.waitAllTasksBlocked();
            go.set();
        });
        assertThat(failed.failures()).extracting(Throwable::getMessage).containsExactlyInAnyOrder("a", "b");
    }

    /// C6
    @Test
    void aTasksFailureWakesABodyThatWaitsAndItsCancellationIsNotReported() throws InterruptedException {
        NurseryFailed failed = failing(nursery -> {
            nursery.start(() -> {
                throw new IllegalStateException("planted");
            });
            Task.sleep(HOUR);
            seen.add("never");
        });
        assertThat(failed.failures()).hasSize(1);
        assertThat(seen).isEmpty();
        assertThat(time.clock().nanoTime()).isZero();
    }

    /// C7
    @Test
    void aFailingBodyCancelsWaitingTasksAndWaitsForThem() throws InterruptedException {
        failing(nursery -> {
            nursery.start(() -> {
                try {
                    Task.sleep(HOUR);
                } finally {
                    CancelScope.shielded(s -> Task.sleep(HOUR));
                    seen.add("cleaned up");
                }
            });
            time.waitAllTasksBlocked();
            throw new IllegalStateException("planted");
        });
        assertThat(seen).containsExactly("cleaned up");
        assertThat(time.clock().nanoTime()).isEqualTo(HOUR.toNanos());
    }

    /// C8
    @Test
    void aFailureCancelsSiblingsThatWaitAndSiblingsThatLoop() throws InterruptedException {
        NurseryFailed failed = failing(nursery -> {
            nursery.start(() -> Task.sleep(HOUR));
            nursery.start(() -> {
                while (true) {
                    Task.checkpoint();
                }
            });
            nursery.start(() -> {
                throw new IllegalStateException("planted");
            });
        });
        assertThat(failed.failures()).hasSize(1);
    }

    /// C9
    @Test
    void aFailureOfCleanUpIsCollectedNextToTheFirst() throws InterruptedException {
        NurseryFailed failed = failing(nursery -> {
            nursery.start(() -> cleanUpFails("second"));
            time.waitAllTasksBlocked();
            nursery.start(() -> {
                throw new IllegalStateException("first");
            });
        });
        assertThat(failed.failures()).extracting(Throwable::getMessage).containsExactly("first", "second");
    }

    /// C10
    @Test
    void anInnerNurserysFailureStaysNested() throws InterruptedException {
        NurseryFailed failed = failing(outer -> {
            outer.start(() -> Task.sleep(HOUR));
            Nursery.open(inner -> {
                inner.start(() -> Task.sleep(HOUR));
                inner.start(() -> {
                    throw new IllegalStateException("deep");
                });
            });
        });
        assertThat(failed.failures())
                .singleElement()
                .isInstanceOfSatisfying(
                        NurseryFailed.class,
                        inner -> assertThat(inner.failures())
                                .singleElement()
                                .extracting(Throwable::getMessage)
                                .isEqualTo("deep"));
    }

    /// C32
    @Test
    void aFatalErrorCancelsSiblingsAndLeaves() throws InterruptedException {
        Error planted = new OutOfMemoryError("planted");
        NurseryFailed failed = failing(nursery -> {
            nursery.start(() -> Task.sleep(HOUR));
            nursery.start(() -> {
                throw planted;
            });
        });
        assertThat(failed.failures()).containsExactly(planted);
        assertThat(time.clock().nanoTime()).isZero();
    }

    /// C86
    @Test
    void siblingsReadWhichTaskFailedWithWhat() throws InterruptedException {
        List<Cancelled> cancelled = new CopyOnWriteArrayList<>();
        IllegalStateException planted = new IllegalStateException("planted");
        failing(nursery -> {
            nursery.start("sibling", () -> {
                try {
                    Task.sleep(HOUR);
                } catch (Cancelled c) {
                    cancelled.add(c);
                    throw c;
                }
            });
            time.waitAllTasksBlocked();
            nursery.start("culprit", () -> {
                throw planted;
            });
        });
        assertThat(cancelled).singleElement().satisfies(c -> {
            assertThat(c.cancelCause().source()).isEqualTo(CancelSource.FAILURE);
            assertThat(c.cancelCause().by()).isEqualTo("culprit");
            assertThat(c.cancelCause().failure()).isSameAs(planted);
            assertThat(c).hasMessageContaining("culprit").hasMessageContaining("planted");
            assertThat(c.getCause()).isSameAs(planted);
        });
    }

    /// C54. Whoever awaits the failed task may fail of it too; the task's own failure is still the first.
    @RepeatedTest(50)
    void theFailureOfATaskComesBeforeThatOfItsFollowers() throws InterruptedException {
        NurseryFailed failed = failing(nursery -> {
            Event go = new Event();
            Task<Void> task = nursery.start("failing", () -> {
                go.await();
                throw new IllegalStateException("planted");
            });
            nursery.start(() -> {
                time.waitAllTasksBlocked();
                go.set();
            });
            task.await();
        });
        assertThat(failed.failures().getFirst()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFailureWhoseTextCannotBeHadIsStillAFailure() throws InterruptedException {
        NurseryFailed failed = failing(nursery -> {
            nursery.start(() -> Task.sleep(HOUR));
            nursery.start(() -> {
                throw new Unspeakable();
            });
        });
        assertThat(failed.failures()).singleElement().isInstanceOf(Unspeakable.class);
        assertThat(failed).hasMessageContaining(Unspeakable.class.getName());
        assertThat(time.clock().nanoTime()).isZero();
    }

    @Test
    void collectLetsTheOthersGoOn() throws InterruptedException {
        NurseryFailed failed = failing(NurseryOptions.named("collecting").with(FailurePolicy.COLLECT), nursery -> {
            nursery.start(() -> {
                throw new IllegalStateException("first");
            });
            nursery.start(() -> {
                Task.sleep(HOUR);
                seen.add("done");
                throw new IllegalStateException("second");
            });
        });
        assertThat(seen).containsExactly("done");
        assertThat(failed.failures()).extracting(Throwable::getMessage).containsExactly("first", "second");
        assertThat(failed).hasMessageContaining("collecting").hasMessageContaining("1 more");
    }

    private static void cleanUpFails(String message) throws InterruptedException {
        try {
            Task.sleep(HOUR);
        } catch (Cancelled c) {
            throw new IllegalStateException(message, c);
        }
    }

    private static final class Unspeakable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no text");
        }
    }

    @Test
    void theTextOfAFailureDoesNotGrowWithTheNurseriesThatItLeaves() throws InterruptedException {
        NurseryFailed failed = failing(nursery -> nested(200));
        assertThat(failed.getMessage()).hasSizeLessThan(1_500).endsWith("planted at the bottom");
        int levels = 0;
        Throwable cause = failed;
        while (cause instanceof NurseryFailed inner) {
            assertThat(inner.getMessage()).hasSizeLessThan(1_500).startsWith("nursery nursery failed: ");
            cause = inner.getCause();
            levels++;
        }
        assertThat(levels).isEqualTo(201);
        assertThat(cause).hasMessage("planted at the bottom");
    }

    private static void nested(int levels) throws NurseryFailed, InterruptedException {
        if (levels == 0) {
            throw new IllegalStateException("planted at the bottom");
        }
        Nursery.open(nursery -> nursery.start(() -> nested(levels - 1)));
    }
}
