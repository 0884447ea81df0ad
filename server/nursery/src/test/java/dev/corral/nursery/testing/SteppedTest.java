package dev.corral.nursery.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.nursery.CancelScope;
import dev.corral.nursery.Cancelled;
import dev.corral.nursery.Channel;
import dev.corral.nursery.Event;
import dev.corral.nursery.Instrument;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.Received;
import dev.corral.nursery.Semaphore;
import dev.corral.nursery.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SteppedTest {
    private static final Duration HOUR = Duration.ofHours(1);

    /// Tasks that do all kinds of waiting, and write down what they do. The list is not thread-safe: tasks
    /// run one at a time, and see what the one before has done.
    private static List<String> traceOf(Stepped stepped) throws InterruptedException, NurseryFailed {
        List<String> trace = new ArrayList<>();
        stepped.run(() -> {
            Channel<Integer> channel = Channel.open(1);
            Semaphore semaphore = Semaphore.of("one", 1);
            Nursery.open(nursery -> {
                for (int i = 0; i < 3; i++) {
                    int number = i;
                    var sender = channel.sender().clone();
                    nursery.start(() -> {
                        try (sender) {
                            for (int item = 0; item < 3; item++) {
                                sender.send(10 * number + item);
                                trace.add("sent " + number);
                            }
                        }
                    });
                    nursery.start(() -> {
                        semaphore.acquire();
                        Task.sleep(HOUR);
                        trace.add(
                                "slept " + number + " until " + stepped.clock().nanoTime());
                        semaphore.release();
                    });
                }
                channel.sender().close();
                nursery.start(() -> channel.receiver().forEach(item -> trace.add("received " + item)));
                CancelScope.moveOnAfter(HOUR.multipliedBy(2), scope -> new Event().await());
                trace.add("moved on");
            });
            return true;
        });
        return trace;
    }

    @Test
    void theSameSeedGivesTheSameTrace() throws InterruptedException, NurseryFailed {
        for (int seed = 0; seed < 200; seed++) {
            assertThat(traceOf(Stepped.seeded(seed))).as("seed " + seed).isEqualTo(traceOf(Stepped.seeded(seed)));
        }
    }

    @Test
    void seedsGiveManyTraces() throws InterruptedException, NurseryFailed {
        Set<List<String>> traces = new HashSet<>();
        for (int seed = 0; seed < 200; seed++) {
            traces.add(traceOf(Stepped.seeded(seed)));
        }
        assertThat(traces).hasSizeGreaterThan(190);
    }

    @Test
    void fifoRunsTasksInTheOrderInWhichTheyBecameReady() throws InterruptedException, NurseryFailed {
        List<Integer> order = new ArrayList<>();
        Stepped.fifo().run(() -> {
            Nursery.open(nursery -> {
                for (int i = 0; i < 3; i++) {
                    int number = i;
                    nursery.start(() -> {
                        order.add(number);
                        Task.checkpoint();
                        order.add(number);
                    });
                }
            });
            return true;
        });
        assertThat(order).containsExactly(0, 1, 2, 0, 1, 2);
    }

    @Test
    void nothingOfATaskRunsBeforeItsStarterReachesACheckpoint() throws InterruptedException {
        Stepped.explore(50, stepped -> {
            AtomicInteger ran = new AtomicInteger();
            stepped.run(() -> {
                Nursery.open(nursery -> {
                    nursery.start(ran::incrementAndGet);
                    assertThat(ran).hasValue(0);
                });
                return true;
            });
            assertThat(ran).hasValue(1);
        });
    }

    /// C135
    @Test
    void aCheckpointThatNeedNotWaitLetsOthersRun() throws InterruptedException, NurseryFailed {
        Stepped.fifo().run(() -> {
            Channel<String> channel = Channel.open(16);
            List<String> order = new ArrayList<>();
            Nursery.open(nursery -> {
                nursery.start(() -> order.add("other"));
                channel.sender().send("item");
                order.add("sent");
                nursery.start(() -> order.add("other"));
                assertThat(channel.receiver().receive()).isEqualTo(new Received.Item<>("item"));
                order.add("received");
            });
            assertThat(order).containsExactly("other", "sent", "other", "received");
            return true;
        });
    }

    /// C135
    @Test
    void callsThatNeverWaitLetNobodyRun() throws InterruptedException, NurseryFailed {
        Stepped.fifo().run(() -> {
            Channel<String> channel = Channel.open(16);
            AtomicInteger ran = new AtomicInteger();
            Nursery.open(nursery -> {
                nursery.start(ran::incrementAndGet);
                assertThat(channel.sender().trySend("item").name()).isEqualTo("SENT");
                assertThat(channel.receiver().tryReceive()).isEqualTo(new Received.Item<>("item"));
                Semaphore.of("one", 1).release();
                assertThat(ran).hasValue(0);
            });
            return true;
        });
    }

    /// C105
    @Test
    void timeJumpsWhenAllWait() throws InterruptedException, NurseryFailed {
        Stepped stepped = Stepped.seeded(7);
        List<Long> woke = new ArrayList<>();
        stepped.run(() -> {
            Nursery.open(nursery -> {
                nursery.start(() -> {
                    Task.sleep(HOUR);
                    woke.add(stepped.clock().nanoTime());
                });
                Task.sleep(HOUR.multipliedBy(3));
                woke.add(stepped.clock().nanoTime());
            });
            return true;
        });
        assertThat(woke).containsExactly(HOUR.toNanos(), 3 * HOUR.toNanos());
    }

    /// C190
    @Test
    void aTaskJustCancelledCountsAsBusy() throws InterruptedException {
        Stepped.explore(100, stepped -> {
            List<String> order = new ArrayList<>();
            stepped.run(() -> {
                Nursery.open(nursery -> {
                    Task<Void> waiter = nursery.start(() -> {
                        try {
                            new Event().await();
                        } catch (Cancelled c) {
                            order.add("cleaned up");
                            throw c;
                        }
                    });
                    stepped.waitAllTasksBlocked();
                    waiter.cancel("enough");
                    stepped.waitAllTasksBlocked();
                    order.add("settled");
                });
                return true;
            });
            assertThat(order).containsExactly("cleaned up", "settled");
        });
    }

    /// All who are told, or wake at one moment, are chosen from together.
    @Test
    void whoWakesAtOneMomentWakesInAnyOrder() throws InterruptedException {
        Set<List<Integer>> orders = new HashSet<>();
        Stepped.explore(200, stepped -> {
            List<Integer> order = new ArrayList<>();
            stepped.run(() -> {
                Nursery.open(nursery -> {
                    for (int i = 0; i < 3; i++) {
                        int number = i;
                        nursery.start(() -> {
                            Task.sleep(HOUR);
                            order.add(number);
                        });
                    }
                });
                return true;
            });
            orders.add(order);
        });
        assertThat(orders).hasSize(6);
    }

    @Test
    void anInstrumentHearsOfItsTasks() throws InterruptedException, NurseryFailed {
        AtomicInteger started = new AtomicInteger();
        Stepped stepped = Stepped.seeded(3).instrumented(new Instrument() {
            @Override
            public void taskStarted(Task<?> task) {
                started.incrementAndGet();
            }
        });
        stepped.run(() -> {
            Nursery.open(nursery -> nursery.start(() -> true));
            return true;
        });
        assertThat(started).hasValue(1);
    }

    /// C135
    @Test
    void aReceiveAtTheEndOfTheItemsLetsOthersRun() throws InterruptedException, NurseryFailed {
        Stepped.fifo().run(() -> {
            Channel<String> channel = Channel.open(16);
            channel.sender().close();
            List<String> order = new ArrayList<>();
            Nursery.open(nursery -> {
                nursery.start(() -> order.add("other"));
                assertThat(channel.receiver().receive()).isEqualTo(new Received.End<>());
                order.add("received");
            });
            assertThat(order).containsExactly("other", "received");
            return true;
        });
    }
}
