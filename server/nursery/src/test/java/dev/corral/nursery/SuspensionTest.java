package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.corral.nursery.testing.OnEachBackend;
import dev.corral.nursery.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

@OnEachBackend
class SuspensionTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final VirtualTime time;
    private final AtomicReference<Suspension<String>> kept = new AtomicReference<>();
    private final List<String> late = new ArrayList<>();

    SuspensionTest(Backend backend) {
        time = VirtualTime.autoJump(backend);
    }

    private Suspension<String> kept() {
        return Objects.requireNonNull(kept.get());
    }

    @Test
    void resumeGivesTheValue() throws Exception {
        String value = time.run(() -> Suspension.await("now", suspension -> suspension.resume("value")));
        assertThat(value).isEqualTo("value");
    }

    @Test
    void failThrowsTheSameException() throws InterruptedException {
        Exception planted = new Exception("planted");
        Throwable thrown = time.run(() -> catchThrowable(() -> Suspension.await("now", s -> s.fail(planted))));
        assertThat(thrown).isSameAs(planted);
    }

    @Test
    void onlyTheFirstSettlementCounts() throws Exception {
        String value = time.run(() -> Suspension.<String>await("twice", suspension -> {
            suspension.onLate(late::add);
            assertThat(suspension.resume("first")).isTrue();
            assertThat(suspension.resume("second")).isFalse();
            assertThat(suspension.fail(new Exception("third"))).isFalse();
        }));
        assertThat(value).isEqualTo("first");
        assertThat(late).containsExactly("second");
    }

    @Test
    void aCancelledTaskLeavesAtOnceAndTheLateValueIsDisposedOf() throws InterruptedException {
        time.run(() -> {
            CancelScope scope = CancelScope.moveOnAfter(
                    HOUR,
                    s -> catchCancel(() -> Suspension.<String>await("slow", suspension -> {
                        suspension.onLate(late::add);
                        kept.set(suspension);
                    })));
            assertThat(kept().resume("too late")).isFalse();
            return scope;
        });
        assertThat(late).containsExactly("too late");
    }

    /// C82
    @Test
    void anOperationThatIsAskedToStopIsWaitedFor() throws InterruptedException, NurseryFailed {
        time.run(() -> {
            Nursery.open(nursery -> {
                CancelScope.moveOnAfter(
                        HOUR,
                        s -> catchCancel(() -> Suspension.<String>await("stoppable", suspension -> {
                            kept.set(suspension);
                            suspension.onCancel(() -> nursery.start(() -> {
                                Task.sleep(HOUR);
                                suspension.cancelled();
                            }));
                        })));
                assertThat(time.clock().nanoTime())
                        .isEqualTo(HOUR.multipliedBy(2).toNanos());
            });
            return true;
        });
    }

    /// C82
    @Test
    void aStopThatComesTooLateGivesTheValueAndCancelsAtTheNextCheckpoint() throws InterruptedException {
        time.run(() -> CancelScope.moveOnAfter(HOUR, s -> {
            String value = uncheckedAwait(suspension -> suspension.onCancel(() -> suspension.resume("done anyway")));
            assertThat(value).isEqualTo("done anyway");
            assertThatThrownBy(Task::checkpoint).isInstanceOf(Cancelled.class);
        }));
    }

    @Test
    void cancelledWithoutARequestChangesNothing() throws Exception {
        String value = time.run(() -> Suspension.<String>await("unasked", suspension -> {
            suspension.onCancel(() -> {});
            assertThat(suspension.cancelled()).isFalse();
            suspension.resume("value");
        }));
        assertThat(value).isEqualTo("value");
    }

    @Test
    void anOperationThatHasEndedIsNotAskedToStop() throws InterruptedException {
        List<String> asked = new ArrayList<>();
        time.run(() -> CancelScope.open(scope -> uncheckedAwait(suspension -> {
            suspension.onCancel(() -> asked.add("stop"));
            suspension.resume("value");
            scope.cancel("a moment too late");
        })));
        assertThat(asked).isEmpty();
    }

    @Test
    void whatTheStartThrowsArrivesAndALaterValueIsDisposedOf() throws InterruptedException {
        time.run(() -> {
            assertThatThrownBy(() -> Suspension.<String>await("broken", suspension -> {
                        suspension.onLate(late::add);
                        kept.set(suspension);
                        throw new IllegalStateException("planted");
                    }))
                    .hasMessage("planted");
            assertThat(kept().resume("late")).isFalse();
            // The clock still knows who is busy.
            Task.sleep(HOUR);
            return true;
        });
        assertThat(late).containsExactly("late");
        assertThat(time.clock().nanoTime()).isEqualTo(HOUR.toNanos());
    }

    @Test
    void aValueThatCameBeforeTheStartThrewIsDisposedOf() throws InterruptedException {
        time.run(() -> {
            assertThatThrownBy(() -> Suspension.<String>await("broken", suspension -> {
                        suspension.onLate(late::add);
                        suspension.resume("unwanted");
                        throw new IllegalStateException("planted");
                    }))
                    .hasMessage("planted");
            Task.sleep(HOUR);
            return true;
        });
        assertThat(late).containsExactly("unwanted");
    }

    @Test
    void aForeignInterruptStopsTheOperationAndIsNotACancellation() throws InterruptedException {
        time.run(() -> {
            Thread self = Thread.currentThread();
            Throwable thrown = catchThrowable(() -> Suspension.<String>await("stoppable", suspension -> {
                suspension.onCancel(suspension::cancelled);
                self.interrupt();
            }));
            assertThat(thrown).isExactlyInstanceOf(InterruptedException.class);
            assertThat(self.isInterrupted()).isFalse();
            return true;
        });
    }

    private interface Waits {
        void call() throws Exception;
    }

    private static void catchCancel(Waits waits) {
        assertThat(catchThrowable(waits::call)).isInstanceOf(Cancelled.class);
    }

    private static String uncheckedAwait(Suspension.Start<String> start) throws InterruptedException {
        try {
            return Suspension.await("unchecked", start);
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
