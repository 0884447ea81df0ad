package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.corral.nursery.testing.OnEachBackend;
import dev.corral.nursery.testing.VirtualTime;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

@OnEachBackend
class CancelScopeTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final VirtualTime time;
    private final List<String> seen = new CopyOnWriteArrayList<>();

    CancelScopeTest(Backend backend) {
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

    /// C62, C63
    @Test
    void cancelIsIdempotentAndNoCheckpoint() throws InterruptedException {
        CancelScope scope = inScope(s -> {
            assertThat(s.cancelCalled()).isFalse();
            s.cancel("first");
            assertThat(s.cancelCalled()).isTrue();
            s.cancel("second");
            seen.add("ran on");
            Task.checkpoint();
            seen.add("never");
        });
        assertThat(seen).containsExactly("ran on");
        assertThat(scope.cancelledCaught()).isTrue();
    }

    /// C64
    @Test
    void everyFurtherCheckpointThrowsAgain() throws InterruptedException {
        inScope(s -> {
            s.cancel("enough");
            for (int i = 0; i < 3; i++) {
                assertCancelled();
            }
        });
        assertThat(time.clock().nanoTime()).isZero();
    }

    /// C62, C66
    @Test
    void aCancelledScopeLeftWithoutCheckpointDeliversNothingLater() throws InterruptedException {
        time.run(() -> {
            CancelScope scope = CancelScope.open(s -> s.cancel("enough"));
            assertThat(scope.cancelCalled()).isTrue();
            assertThat(scope.cancelledCaught()).isFalse();
            Task.checkpoint();
            Task.sleep(HOUR);
            return true;
        });
    }

    /// C67
    @Test
    void theOutermostCancelledScopeSwallows() throws InterruptedException {
        AtomicReference<CancelScope> inner = new AtomicReference<>();
        CancelScope outer = inScope(o -> {
            CancelScope.open(middle -> CancelScope.open(i -> {
                inner.set(i);
                i.cancel("inner");
                o.cancel("outer");
                Task.checkpoint();
            }));
            seen.add("never");
        });
        assertThat(seen).isEmpty();
        assertThat(outer.cancelledCaught()).isTrue();
        assertThat(inner.get().cancelledCaught()).isFalse();
    }

    /// C76
    @Test
    void aScopeCancelledAtOnceTakesEffectAtTheFirstCheckpointInside() throws InterruptedException {
        time.run(() -> CancelScope.moveOnAfter(Duration.ZERO, s -> {
            seen.add("entered");
            Task.checkpoint();
            seen.add("never");
        }));
        assertThat(seen).containsExactly("entered");
    }

    /// C77
    @Test
    void cancellingAfterTheEndOnlySetsTheFlag() throws InterruptedException {
        time.run(() -> {
            CancelScope scope = CancelScope.open(s -> {});
            scope.cancel("late");
            assertThat(scope.cancelCalled()).isTrue();
            assertThat(scope.cancelledCaught()).isFalse();
            Task.checkpoint();
            return true;
        });
    }

    /// C84
    @Test
    void reasonSourceAndCancellingTaskAreReadable() throws InterruptedException, NurseryFailed {
        time.run(() -> {
            Nursery.open(nursery -> {
                AtomicReference<CancelScope> scope = new AtomicReference<>();
                nursery.start(
                        "waiter",
                        () -> CancelScope.open(s -> {
                            scope.set(s);
                            Cancelled c = catchThrowableOfType(Cancelled.class, () -> new Event().await());
                            assertThat(c.cancelCause())
                                    .isEqualTo(new CancelCause(
                                            CancelSource.EXPLICIT, "operator asked", "canceller", null));
                            assertThat(c).hasMessage("operator asked");
                            assertThat(c.getStackTrace()).isEmpty();
                        }));
                time.waitAllTasksBlocked();
                nursery.start("canceller", () -> scope.get().cancel("operator asked"));
            });
            return true;
        });
    }

    /// C85
    @Test
    void theFirstReasonWins() throws InterruptedException {
        CancelScope scope = inScope(s -> {
            s.moveDeadline(HOUR);
            s.cancel("first");
            s.cancel("second");
            CancelScope.shielded(inner -> Task.sleep(HOUR.multipliedBy(2)));
            assertThatThrownBy(Task::checkpoint).hasMessage("first");
        });
        assertThat(scope.cancelCause())
                .isNotNull()
                .extracting(CancelCause::reason)
                .isEqualTo("first");
    }

    @Test
    @SuppressWarnings("NullAway") // null is what is tested
    void aReasonMustSaySomething() throws InterruptedException {
        inScope(s -> {
            for (String reason : List.of("", " ")) {
                for (ThrowingCallable cancel : List.<ThrowingCallable>of(
                        () -> Nursery.open(nursery -> s.cancel(reason)),
                        () -> Nursery.open(nursery -> Task.current().cancel(reason)),
                        () -> Nursery.open(nursery -> nursery.cancel(reason)))) {
                    assertThat(catchThrowable(cancel))
                            .rootCause()
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageContaining("reason is blank");
                }
            }
            assertThatThrownBy(() -> s.cancel(null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("reason");
            assertThat(s.cancelCalled()).isFalse();
            Task.checkpoint();
        });
    }

    /// C87
    @Test
    void nobodyElseCanMakeACancellation() {
        assertThat(Arrays.stream(Cancelled.class.getDeclaredConstructors()))
                .noneMatch(made -> Modifier.isPublic(made.getModifiers()) || Modifier.isProtected(made.getModifiers()));
    }

    /// C88
    @Test
    void theTextTellsStateDeadlineAndReason() throws InterruptedException {
        time.run(() -> {
            CancelScope scope = CancelScope.moveOnAfter(Duration.ofSeconds(2), s -> {
                assertThat(s).hasToString("CancelScope[active, 2000 ms to deadline]");
                s.cancel("enough");
            });
            assertThat(scope).hasToString("CancelScope[exited, cancelled: enough]");
            return true;
        });
    }

    @Test
    void ofAThousandNestedScopesTheCancelledOneSwallows() throws InterruptedException {
        CancelScope outer = inScope(o -> nest(1_000, o));
        assertThat(outer.cancelledCaught()).isTrue();
        assertThat(seen).containsExactly("deepest");
    }

    private void nest(int levels, CancelScope outer) throws InterruptedException {
        if (levels > 0) {
            CancelScope scope = CancelScope.open(s -> nest(levels - 1, outer));
            throw new AssertionError("went on after " + scope);
        }
        seen.add("deepest");
        outer.cancel("all of it");
        Task.checkpoint();
    }

    @Test
    @SuppressWarnings("NullAway") // a caller that has no null checks
    void aScopeThatCannotBeEnteredLeavesNoTrace() throws InterruptedException {
        CancelScope.Body<RuntimeException> none = null;
        time.run(() -> {
            assertThatThrownBy(() -> CancelScope.moveOnAfter(HOUR, none)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> CancelScope.open(none)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> CancelScope.shielded(none)).isInstanceOf(NullPointerException.class);
            assertThat(Inside.of(Task.current()).scopes()).isEmpty();
            assertThat(time.clock().pending()).isZero();
            return true;
        });
    }

    @Test
    void aClockThatTakesNoTimerLeavesNoScopeBehind() throws InterruptedException {
        Clock full = new Clock() {
            @Override
            public long nanoTime() {
                return 0;
            }

            @Override
            public Timer schedule(long atNanos, Runnable action) {
                throw new IllegalStateException("planted");
            }
        };
        new WithClock(time, full).run(() -> {
            assertThatThrownBy(() -> CancelScope.moveOnAfter(HOUR, s -> seen.add("began")))
                    .hasMessage("planted");
            assertThatThrownBy(() -> CancelScope.failAfter(HOUR, s -> seen.add("began")))
                    .hasMessage("planted");
            assertThat(Inside.of(Task.current()).scopes()).isEmpty();
            assertCheckpointPasses();
            return true;
        });
        assertThat(seen).isEmpty();
    }

    private static void assertCheckpointPasses() throws InterruptedException {
        Task.checkpoint();
    }

    private record WithClock(Backend backend, Clock clock) implements Backend {
        @Override
        public String name() {
            return backend.name();
        }

        @Override
        public Thread newThread(String name, Runnable task) {
            return backend.newThread(name, task);
        }
    }
}
