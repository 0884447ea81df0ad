package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corral.nursery.testing.OnEachBackend;
import dev.corral.nursery.testing.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

@OnEachBackend
class NurseryCancelTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final VirtualTime time;
    private final List<String> seen = new CopyOnWriteArrayList<>();

    NurseryCancelTest(Backend backend) {
        time = VirtualTime.autoJump(backend);
    }

    private interface Code {
        void run() throws Exception;
    }

    private void inTask(Code code) throws InterruptedException, NurseryFailed {
        time.run(() -> {
            Nursery.open(nursery -> code.run());
            return true;
        });
    }

    /// C11
    @Test
    void anOuterCancelLeavesAsOneCancellation() throws InterruptedException, NurseryFailed {
        inTask(() -> {
            CancelScope outer = CancelScope.moveOnAfter(HOUR, s -> {
                assertThatThrownBy(() -> Nursery.open(nursery -> {
                            nursery.start(() -> Task.sleep(HOUR.multipliedBy(2)));
                            nursery.start(() -> Task.sleep(HOUR.multipliedBy(2)));
                        }))
                        .isInstanceOfSatisfying(
                                Cancelled.class,
                                c -> assertThat(c.cancelCause().source()).isEqualTo(CancelSource.DEADLINE))
                        .hasNoSuppressedExceptions();
                Task.checkpoint();
            });
            assertThat(outer.cancelledCaught()).isTrue();
        });
    }

    /// C12, C21
    @Test
    void aNurseryCancelledByItselfLeavesNormally() throws InterruptedException, NurseryFailed {
        inTask(() -> {
            Nursery.open(nursery -> {
                nursery.start(() -> Task.sleep(HOUR));
                nursery.cancel("enough");
                assertThat(nursery.cancelCause())
                        .isNotNull()
                        .extracting(CancelCause::reason)
                        .isEqualTo("enough");
                Task.sleep(HOUR);
                seen.add("never");
            });
            seen.add("left");
        });
        assertThat(seen).containsExactly("left");
        assertThat(time.clock().nanoTime()).isZero();
    }

    @Test
    void aCancelledBodyGivesNoValue() throws InterruptedException, NurseryFailed {
        inTask(() -> {
            String value = Nursery.call(nursery -> {
                nursery.cancel("enough");
                Task.checkpoint();
                return "never";
            });
            assertThat(value).isNull();
        });
    }

    /// C18
    @Test
    void anOuterCancelDuringTheExitReachesTheTasksAndTheExitWaitsForTheirCleanUp()
            throws InterruptedException, NurseryFailed {
        inTask(() -> {
            CancelScope.moveOnAfter(
                    HOUR,
                    s -> openUnchecked(nursery -> nursery.start(() -> {
                        try {
                            new Event().await();
                        } finally {
                            CancelScope.shielded(inner -> Task.sleep(HOUR));
                            seen.add("cleaned up");
                        }
                    })));
            seen.add("left");
        });
        assertThat(seen).containsExactly("cleaned up", "left");
        assertThat(time.clock().nanoTime()).isEqualTo(HOUR.multipliedBy(2).toNanos());
    }

    /// C22
    @Test
    void aCancelReachesEveryDescendant() throws InterruptedException, NurseryFailed {
        inTask(() -> Nursery.open(outer -> {
            outer.start(() -> Nursery.open(middle -> {
                middle.start(() -> Nursery.open(inner -> {
                    inner.start(() -> waitForCancel("deepest"));
                    waitForCancel("inner");
                }));
                waitForCancel("middle");
            }));
            time.waitAllTasksBlocked();
            outer.cancel("all of it");
        }));
        assertThat(seen).containsExactlyInAnyOrder("deepest", "inner", "middle");
    }

    /// C23
    @Test
    void cancellingATasksOwnScopeStopsThatTaskOnly() throws InterruptedException, NurseryFailed {
        inTask(() -> Nursery.open(nursery -> {
            nursery.start(() -> {
                CancelScope.open(s -> {
                    s.cancel("only me");
                    Task.sleep(HOUR);
                });
                seen.add("after the scope");
            });
            nursery.start(() -> {
                Task.sleep(HOUR);
                seen.add("sibling");
            });
            Task.sleep(HOUR.multipliedBy(2));
            seen.add("body");
            assertThat(nursery.cancelCause()).isNull();
        }));
        assertThat(seen).containsExactly("after the scope", "sibling", "body");
    }

    /// C24
    @Test
    void anyTaskAndAnyThreadMayCancelAnothersScope() throws InterruptedException, NurseryFailed {
        inTask(() -> Nursery.open(nursery -> {
            AtomicReference<CancelScope> scope = new AtomicReference<>();
            nursery.start(() -> {
                CancelScope.open(s -> {
                    scope.set(s);
                    new Event().await();
                });
                seen.add("left");
            });
            time.waitAllTasksBlocked();
            Offload.call(() -> {
                scope.get().cancel("from a worker");
                return true;
            });
        }));
        assertThat(seen).containsExactly("left");
    }

    /// C26
    @Test
    void aHostCanBeCancelledByOneNurseryAfterAnother() throws InterruptedException, NurseryFailed {
        inTask(() -> {
            for (int i = 0; i < 2; i++) {
                Nursery.open(nursery -> {
                    nursery.start(() -> nursery.cancel("again"));
                    Task.sleep(HOUR);
                    seen.add("never");
                });
                assertThatThrownBy(() -> CancelScope.failAfter(HOUR, s -> Task.sleep(HOUR.multipliedBy(2))))
                        .isInstanceOf(DeadlineExceeded.class);
            }
        });
        assertThat(seen).isEmpty();
        assertThat(time.clock().nanoTime()).isEqualTo(HOUR.multipliedBy(2).toNanos());
    }

    /// C28. A wait that cannot be cut short is asked once and then left alone.
    @Test
    void aWaitForShieldedTasksOfACancelledNurseryDoesNotSpin() throws InterruptedException, NurseryFailed {
        AtomicInteger waits = new AtomicInteger();
        Backend counting = time.instrumented(new Instrument() {
            @Override
            public void waited(WaitKind kind, String subject, long nanos) {
                waits.incrementAndGet();
            }
        });
        counting.run(() -> {
            Nursery.open(nursery -> {
                nursery.start(() -> CancelScope.shielded(s -> Task.sleep(HOUR)));
                nursery.cancel("enough");
            });
            return true;
        });
        // The sleep and the exit.
        assertThat(waits).hasValue(2);
    }

    @Test
    void startingInACancelledNurseryEndsTheTaskAtItsFirstCheckpoint() throws InterruptedException, NurseryFailed {
        inTask(() -> Nursery.open(nursery -> {
            nursery.cancel("enough");
            nursery.start(() -> {
                seen.add("started");
                Task.checkpoint();
                seen.add("never");
            });
        }));
        assertThat(seen).containsExactly("started");
    }

    @Test
    void aForeignInterruptOfTheHostCancelsTheNurseryAndIsToldOnce() throws InterruptedException, NurseryFailed {
        inTask(() -> {
            Thread host = Thread.currentThread();
            assertThatThrownBy(() -> Nursery.open(nursery -> nursery.start(() -> {
                        host.interrupt();
                        waitForCancel("task");
                    })))
                    .isExactlyInstanceOf(InterruptedException.class);
            assertThat(host.isInterrupted()).isFalse();
            assertThatThrownBy(() -> Nursery.open(nursery -> nursery.start(() -> {
                        host.interrupt();
                        new Event().await();
                    })))
                    .isExactlyInstanceOf(InterruptedException.class);
            assertThatThrownBy(() -> Nursery.open(nursery -> nursery.start(() -> {
                        host.interrupt();
                        try {
                            new Event().await();
                        } finally {
                            failCleanUp();
                        }
                    })))
                    .isInstanceOfSatisfying(
                            NurseryFailed.class,
                            e -> assertThat(e.failures())
                                    .hasSize(2)
                                    .hasAtLeastOneElementOfType(InterruptedException.class));
            Task.checkpoint();
        });
        assertThat(seen).containsExactly("task");
    }

    private static void failCleanUp() {
        throw new IllegalStateException("clean-up");
    }

    private void waitForCancel(String who) throws InterruptedException {
        try {
            new Event().await();
        } catch (Cancelled c) {
            seen.add(who);
            throw c;
        }
    }

    private static void openUnchecked(Nursery.Body body) throws InterruptedException {
        try {
            Nursery.open(body);
        } catch (NurseryFailed e) {
            throw new AssertionError(e);
        }
    }

    /// C84
    @Test
    void whatLeavesIsTheCancellationThatReachesTheCaller() throws InterruptedException, NurseryFailed {
        inTask(() -> {
            CancelScope.moveOnAfter(HOUR, s -> {
                assertThatThrownBy(() -> Nursery.open(nursery -> {
                            nursery.start(() -> endSlowly());
                            nursery.cancel("the nursery's own");
                            Task.checkpoint();
                        }))
                        .isInstanceOfSatisfying(
                                Cancelled.class,
                                c -> assertThat(c.cancelCause().source()).isEqualTo(CancelSource.DEADLINE));
                seen.add("left a nursery");
            });
            CancelScope.moveOnAfter(HOUR, s -> {
                assertThatThrownBy(() -> CancelScope.open(scope -> {
                            scope.cancel("the scope's own");
                            endSlowly();
                        }))
                        .isInstanceOfSatisfying(
                                Cancelled.class,
                                c -> assertThat(c.cancelCause().source()).isEqualTo(CancelSource.DEADLINE));
                seen.add("left a scope");
            });
        });
        assertThat(seen).containsExactly("left a nursery", "left a scope");
    }

    private static void endSlowly() throws InterruptedException {
        try {
            Task.checkpoint();
        } finally {
            CancelScope.shielded(s -> Task.sleep(HOUR.multipliedBy(2)));
        }
    }
}
