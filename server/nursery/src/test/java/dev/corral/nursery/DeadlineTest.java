package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.corral.nursery.testing.OnEachBackend;
import dev.corral.nursery.testing.VirtualTime;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

@OnEachBackend
class DeadlineTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Backend backend;
    private final VirtualTime time;
    private final List<String> seen = new CopyOnWriteArrayList<>();

    DeadlineTest(Backend backend) {
        this.backend = backend;
        time = VirtualTime.autoJump(backend);
    }

    private void assertHours(int hours) {
        assertThat(time.clock().nanoTime()).isEqualTo(HOUR.multipliedBy(hours).toNanos());
    }

    /// C89
    @Test
    void moveOnAfterLeavesAtTheDeadlineWithoutError() throws InterruptedException {
        CancelScope scope = time.run(() -> CancelScope.moveOnAfter(HOUR, s -> Task.sleep(DAY)));
        assertThat(scope.cancelCalled()).isTrue();
        assertThat(scope.cancelledCaught()).isTrue();
        assertThat(scope.cancelCause())
                .isNotNull()
                .extracting(CancelCause::source)
                .isEqualTo(CancelSource.DEADLINE);
        assertHours(1);
    }

    @Test
    void aBodyThatIsInTimeIsNotCancelled() throws InterruptedException {
        CancelScope scope = time.run(() -> CancelScope.moveOnAfter(DAY, s -> Task.sleep(HOUR)));
        assertThat(scope.cancelCalled()).isFalse();
        assertThat(time.clock().pending()).isZero();
        assertHours(1);
    }

    /// C90, C101
    @Test
    void zeroAndNegativeTimeoutsCancelAtTheFirstCheckpoint() throws InterruptedException {
        for (Duration timeout : List.of(Duration.ZERO, HOUR.negated())) {
            CancelScope scope = time.run(() -> CancelScope.moveOnAfter(timeout, s -> {
                seen.add("entered");
                Task.checkpoint();
                seen.add("never");
            }));
            assertThat(scope.cancelledCaught()).isTrue();
        }
        assertThat(seen).containsExactly("entered", "entered");
    }

    /// C91
    @Test
    void noTimeoutIsNoDeadline() throws InterruptedException, DeadlineExceeded {
        time.run(() -> {
            CancelScope.moveOnAfter(null, s -> {
                Task.sleep(DAY);
                assertThat(CancelScope.currentEffectiveDeadline()).isNull();
            });
            CancelScope.failAfter(null, s -> Task.sleep(DAY));
            return true;
        });
    }

    @Test
    void aTimeoutOfForeverDoesNotOverflow() throws InterruptedException {
        CancelScope scope =
                time.run(() -> CancelScope.moveOnAfter(Duration.ofSeconds(Long.MAX_VALUE), s -> Task.sleep(DAY)));
        assertThat(scope.cancelCalled()).isFalse();
    }

    /// C92
    @Test
    void failAfterThrowsAfterTheEndAndInsideTheCancellationNamesTheDeadline() throws InterruptedException {
        time.run(() -> {
            assertThatThrownBy(() -> CancelScope.failAfter(HOUR, s -> {
                        Cancelled c = catchThrowableOfType(Cancelled.class, () -> Task.sleep(DAY));
                        assertThat(c.cancelCause().source()).isEqualTo(CancelSource.DEADLINE);
                        assertThat(c).hasMessageContaining("PT1H");
                        throw c;
                    }))
                    .isInstanceOf(DeadlineExceeded.class)
                    .hasMessageContaining("PT1H");
            return true;
        });
    }

    /// C92
    @Test
    void whatTheTimeWasForIsToldOutsideAndInside() throws InterruptedException, DeadlineExceeded {
        time.run(() -> {
            assertThatThrownBy(() -> CancelScope.failAfter("reading the index", HOUR, s -> {
                        s.moveDeadline(HOUR.multipliedBy(2));
                        Cancelled c = catchThrowableOfType(Cancelled.class, () -> Task.sleep(DAY));
                        assertThat(c).hasMessage("reading the index: deadline of PT2H passed");
                        throw c;
                    }))
                    .isInstanceOf(DeadlineExceeded.class)
                    .hasMessage("reading the index: deadline of PT2H passed");
            assertThatThrownBy(() -> CancelScope.callWithin("asking", HOUR, s -> {
                        Task.sleep(DAY);
                        return "never";
                    }))
                    .hasMessage("asking: deadline of PT1H passed");
            CancelScope.failAfter("asking", HOUR, s -> seen.add("in time"));
            return true;
        });
        assertThat(seen).containsExactly("in time");
    }

    @Test
    void callWithinGivesTheValueOrFails() throws InterruptedException, DeadlineExceeded {
        time.run(() -> {
            String value = CancelScope.callWithin(HOUR, s -> "value");
            assertThat(value).isEqualTo("value");
            assertThatThrownBy(() -> CancelScope.callWithin(HOUR, s -> {
                        Task.sleep(DAY);
                        return "never";
                    }))
                    .isInstanceOf(DeadlineExceeded.class);
            return true;
        });
    }

    /// C93
    @Test
    void failAfterCancelledByHandDoesNotThrow() throws InterruptedException, DeadlineExceeded {
        time.run(() -> {
            CancelScope.failAfter(HOUR, s -> {
                s.cancel("by hand");
                Task.sleep(DAY);
            });
            return true;
        });
        assertHours(0);
    }

    /// C95
    @Test
    void anOuterCancelInsideFailAfterIsNoTimeout() throws InterruptedException {
        CancelScope outer = time.run(() -> CancelScope.moveOnAfter(HOUR, o -> {
            assertThatThrownBy(() -> CancelScope.failAfter(DAY, s -> Task.sleep(DAY)))
                    .isInstanceOf(Cancelled.class);
            Task.checkpoint();
        }));
        assertThat(outer.cancelledCaught()).isTrue();
    }

    /// C96
    @Test
    void oneTimeoutIsToldHoweverManyTasksItCancelled() throws InterruptedException {
        time.run(() -> {
            assertThatThrownBy(() ->
                            CancelScope.failAfter(HOUR, (CancelScope.Body<NurseryFailed>) s -> Nursery.open(nursery -> {
                                for (int i = 0; i < 5; i++) {
                                    nursery.start(() -> Task.sleep(DAY));
                                }
                            })))
                    .isInstanceOf(DeadlineExceeded.class)
                    .hasNoCause()
                    .hasNoSuppressedExceptions();
            return true;
        });
        assertHours(1);
    }

    /// C97
    @Test
    void aShieldedScopeStillTimesOut() throws InterruptedException {
        CancelScope outer = time.run(() -> CancelScope.open(o -> {
            o.cancel("outer");
            CancelScope inner = CancelScope.moveOnAfter(HOUR, s -> {
                s.shield();
                Task.sleep(DAY);
            });
            assertThat(inner.cancelledCaught()).isTrue();
            Task.checkpoint();
        }));
        assertThat(outer.cancelledCaught()).isTrue();
        assertHours(1);
    }

    /// C98
    @Test
    void aTimeoutCountsFromTheEntry() throws InterruptedException {
        time.run(() -> {
            Task.sleep(HOUR);
            return CancelScope.moveOnAfter(HOUR, s -> Task.sleep(DAY));
        });
        assertHours(2);
    }

    /// C99
    @Test
    void aDeadlineCanBeMovedLaterAndEarlier() throws InterruptedException {
        time.run(() -> {
            CancelScope.moveOnAfter(HOUR, s -> {
                s.moveDeadline(HOUR.multipliedBy(3));
                Task.sleep(DAY);
            });
            assertHours(3);
            return CancelScope.moveOnAfter(DAY, s -> {
                s.moveDeadline(HOUR);
                Task.sleep(DAY);
            });
        });
        assertHours(4);
    }

    /// C99, C100
    @Test
    void anExpiredScopeStaysExpired() throws InterruptedException {
        CancelScope scope = time.run(() -> CancelScope.moveOnAfter(HOUR, s -> {
            s.moveDeadline(Duration.ZERO);
            s.moveDeadline(DAY);
            s.moveDeadline(null);
            Task.sleep(DAY);
        }));
        assertThat(scope.cancelledCaught()).isTrue();
        assertHours(0);
    }

    /// C102
    @Test
    void thousandsOfMovesLeaveNoDeadTimers() throws InterruptedException {
        time.run(() -> CancelScope.moveOnAfter(HOUR, s -> {
            for (int i = 0; i < 5_000; i++) {
                s.moveDeadline(HOUR.plusMillis(i));
            }
            assertThat(time.clock().pending()).isEqualTo(1);
        }));
        assertThat(time.clock().pending()).isZero();
    }

    /// C102: of the real clock's.
    @Test
    @SuppressWarnings("System.GC") // what is reachable is what is tested
    void scopesThatWereLeftAreNotKeptByTheirTimers() throws InterruptedException {
        List<WeakReference<CancelScope>> left = new ArrayList<>();
        backend.run(() -> {
            for (int i = 0; i < 1_000; i++) {
                left.add(leftWithTimeToSpare());
            }
            Bounded.until(() -> {
                System.gc();
                return left.stream().allMatch(scope -> scope.get() == null);
            });
            return true;
        });
    }

    private static WeakReference<CancelScope> leftWithTimeToSpare() throws InterruptedException {
        return new WeakReference<>(CancelScope.moveOnAfter(HOUR, s -> s.moveDeadline(DAY)));
    }

    /// C103: by the real clock, whose timers need neither the task nor its carrier.
    @Test
    void aDeadlineThatPassesWhileTheTaskComputesIsSeenAtTheNextCheckpoint() throws InterruptedException {
        CancelScope scope = backend.run(() -> CancelScope.moveOnAfter(Duration.ofMillis(2), s -> {
            long bound = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (!s.cancelCalled() && System.nanoTime() - bound < 0) {
                // No yield: the task keeps its carrier all the while.
                Thread.onSpinWait();
            }
            seen.add("runs on");
            Task.checkpointIfCancelled();
            seen.add("never");
        }));
        assertThat(scope.cancelledCaught()).isTrue();
        assertThat(seen).containsExactly("runs on");
    }

    /// C103
    @Test
    void aDeadlineThatPassesWhileTheTaskRunsIsSeenAtTheNextCheckpoint() throws InterruptedException {
        VirtualTime manual = VirtualTime.manual(backend);
        CancelScope scope = manual.run(() -> CancelScope.moveOnAfter(HOUR, s -> {
            manual.clock().advance(HOUR);
            seen.add("runs on");
            Task.checkpoint();
            seen.add("never");
        }));
        assertThat(scope.cancelledCaught()).isTrue();
        assertThat(seen).containsExactly("runs on");
    }

    /// C104
    @Test
    void aSleepNeverEndsEarly() throws InterruptedException {
        backend.run(() -> {
            for (int i = 0; i < 20; i++) {
                long before = System.nanoTime();
                Task.sleep(Duration.ofMillis(2));
                assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(2_000_000);
            }
            return true;
        });
    }

    /// C74
    @Test
    void theEffectiveDeadlineIsTheEarliestUpToTheFirstShield() throws InterruptedException {
        time.run(() -> {
            assertThat(CancelScope.currentEffectiveDeadline()).isNull();
            return CancelScope.moveOnAfter(HOUR, outer -> {
                assertThat(CancelScope.currentEffectiveDeadline()).isEqualTo(HOUR);
                CancelScope.moveOnAfter(DAY, s -> {
                    assertThat(CancelScope.currentEffectiveDeadline()).isEqualTo(HOUR);
                    s.shield();
                    assertThat(CancelScope.currentEffectiveDeadline()).isEqualTo(DAY);
                    s.moveDeadline(null);
                    assertThat(CancelScope.currentEffectiveDeadline()).isNull();
                });
                CancelScope.moveOnAfter(
                        Duration.ofMinutes(1),
                        s -> assertThat(CancelScope.currentEffectiveDeadline()).isEqualTo(Duration.ofMinutes(1)));
                outer.cancel("enough");
                assertThat(CancelScope.currentEffectiveDeadline()).isZero();
            });
        });
    }

    /// C74
    @Test
    void aTaskIsUnderTheDeadlineOfItsNurserysScope() throws InterruptedException, NurseryFailed {
        time.run(() -> {
            CancelScope.Body<NurseryFailed> body = outer -> Nursery.open(nursery -> nursery.start(() -> {
                seen.add(String.valueOf(CancelScope.currentEffectiveDeadline()));
            }));
            return CancelScope.moveOnAfter(HOUR, body);
        });
        assertThat(seen).containsExactly("PT1H");
    }
}
