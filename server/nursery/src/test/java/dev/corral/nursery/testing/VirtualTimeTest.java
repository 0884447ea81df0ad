package dev.corral.nursery.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.nursery.Backend;
import dev.corral.nursery.CancelScope;
import dev.corral.nursery.Cancelled;
import dev.corral.nursery.Channel;
import dev.corral.nursery.Event;
import dev.corral.nursery.FromWorker;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.Offload;
import dev.corral.nursery.Task;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@OnEachBackend
class VirtualTimeTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Backend backend;
    private final VirtualTime time;

    VirtualTimeTest(Backend backend) {
        this.backend = backend;
        time = VirtualTime.autoJump(backend);
    }

    /// C105
    @Test
    void jumpsToTheEndOfASleepWhenAllWait() throws InterruptedException {
        long woke = time.run(() -> {
            Task.sleep(HOUR);
            return time.clock().nanoTime();
        });
        assertThat(woke).isEqualTo(HOUR.toNanos());
    }

    @RepeatedTest(50)
    void allWhoWakeAtOneMomentSeeThatMoment() throws InterruptedException, NurseryFailed {
        Set<Long> seen = ConcurrentHashMap.newKeySet();
        time.run(() -> {
            Nursery.open(nursery -> {
                for (int i = 0; i < 20; i++) {
                    nursery.start(() -> {
                        for (int hour = 1; hour <= 5; hour++) {
                            Task.sleep(HOUR);
                            seen.add(time.clock().nanoTime() - hour * HOUR.toNanos());
                        }
                    });
                }
            });
            return true;
        });
        assertThat(seen).containsExactly(0L);
    }

    @Test
    void timeStandsStillWhileAWorkerIsBusy() throws InterruptedException, NurseryFailed {
        CountDownLatch sleeping = new CountDownLatch(1);
        List<String> order = new CopyOnWriteArrayList<>();
        time.run(() -> {
            Nursery.open(nursery -> {
                nursery.start(() -> {
                    Task.sleep(HOUR);
                    order.add("slept");
                });
                nursery.start(() -> {
                    time.waitAllTasksBlocked();
                    sleeping.countDown();
                });
                nursery.start(() -> {
                    Offload.call(() -> {
                        // A task that waits for a worker's call is busy: this must not need a jump.
                        assertThat(time.clock().nanoTime()).isZero();
                        return order.add("worked");
                    });
                });
            });
            return true;
        });
        assertThat(sleeping.getCount()).isZero();
        assertThat(order).containsExactly("worked", "slept");
    }

    /// C190
    @RepeatedTest(20)
    void aTaskJustCancelledCountsAsBusy() throws InterruptedException, NurseryFailed {
        List<String> order = new CopyOnWriteArrayList<>();
        time.run(() -> {
            Nursery.open(nursery -> {
                Task<Void> waiter = nursery.start(() -> {
                    try {
                        new Event().await();
                    } catch (Cancelled c) {
                        order.add("cleaned up");
                        throw c;
                    }
                });
                time.waitAllTasksBlocked();
                waiter.cancel("enough");
                time.waitAllTasksBlocked();
                order.add("settled");
            });
            return true;
        });
        assertThat(order).containsExactly("cleaned up", "settled");
    }

    /// C190
    @RepeatedTest(20)
    void aTaskJustHandedAnItemCountsAsBusy() throws InterruptedException, NurseryFailed {
        List<String> order = new CopyOnWriteArrayList<>();
        time.run(() -> {
            Channel<String> channel = Channel.open(0);
            Nursery.open(nursery -> {
                nursery.start(() -> channel.receiver().forEach(order::add));
                time.waitAllTasksBlocked();
                channel.sender().trySend("item");
                time.waitAllTasksBlocked();
                order.add("settled");
                channel.sender().close();
            });
            return true;
        });
        assertThat(order).containsExactly("item", "settled");
    }

    @Test
    void waitingForAllBlockedGoesBeforeAJump() throws InterruptedException, NurseryFailed {
        time.run(() -> {
            Nursery.open(nursery -> {
                nursery.start(() -> Task.sleep(HOUR));
                time.waitAllTasksBlocked();
                assertThat(time.clock().nanoTime()).isZero();
            });
            return true;
        });
    }

    @Test
    void severalMayWaitForAllBlocked() throws InterruptedException, NurseryFailed {
        List<String> told = new CopyOnWriteArrayList<>();
        time.run(() -> {
            Nursery.open(nursery -> {
                for (int i = 0; i < 3; i++) {
                    nursery.start(() -> {
                        time.waitAllTasksBlocked();
                        told.add("told");
                    });
                }
            });
            return true;
        });
        assertThat(told).hasSize(3);
    }

    @Test
    void aCancelledWatcherDoesNotHoldTimeBack() throws InterruptedException {
        time.run(() -> CancelScope.open(scope -> {
            scope.cancel("not waiting");
            time.waitAllTasksBlocked();
        }));
        long woke = time.run(() -> {
            Task.sleep(HOUR);
            return time.clock().nanoTime();
        });
        assertThat(woke).isEqualTo(HOUR.toNanos());
    }

    @Test
    void manualTimeMovesWhenMovedOnly() throws InterruptedException, NurseryFailed {
        VirtualTime manual = VirtualTime.manual(backend);
        List<String> order = new CopyOnWriteArrayList<>();
        manual.run(() -> {
            Nursery.open(nursery -> {
                nursery.start(() -> {
                    Task.sleep(HOUR);
                    order.add("woke");
                });
                manual.waitAllTasksBlocked();
                manual.clock().advance(HOUR.minusNanos(1));
                manual.waitAllTasksBlocked();
                order.add("not yet");
                manual.clock().advance(Duration.ofNanos(1));
            });
            return true;
        });
        assertThat(order).containsExactly("not yet", "woke");
    }

    @Test
    void timeMovesWhileAWorkerWaitsForATaskThatItBroughtBack() throws Exception {
        long woke = time.run(() -> Offload.call(() -> FromWorker.call(() -> {
            Task.sleep(HOUR);
            return time.clock().nanoTime();
        })));
        assertThat(woke).isEqualTo(HOUR.toNanos());
    }

    @Test
    void timeMovesWhileATaskWaitsForWhatItsAbandonedCallBroughtBack() throws InterruptedException, NurseryFailed {
        List<String> order = new CopyOnWriteArrayList<>();
        time.run(() -> {
            Event back = new Event();
            Nursery.open(nursery -> {
                nursery.start(() -> {
                    Offload.named("slow")
                            .abandonOnCancel(late -> {})
                            .run(() -> FromWorker.call(() -> {
                                back.set();
                                CancelScope.shielded(scope -> Task.sleep(HOUR));
                                return order.add("slept");
                            }));
                });
                back.await();
                nursery.cancel("enough");
            });
            return order.add("left");
        });
        assertThat(order).containsExactly("slept", "left");
    }
}
