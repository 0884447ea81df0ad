package dev.corral.nursery.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.nursery.Cancelled;
import dev.corral.nursery.Event;
import dev.corral.nursery.FromWorker;
import dev.corral.nursery.Interruptible;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.Offload;
import dev.corral.nursery.Portal;
import dev.corral.nursery.Suspension;
import dev.corral.nursery.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Runs one task at a time, with things beside them that are no tasks.
@Timeout(20)
class SteppedOutsideTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void aWorkerIsWaitedForWhenNoTaskIsReady() throws InterruptedException {
        Stepped.explore(200, stepped -> {
            AtomicInteger sum = new AtomicInteger();
            stepped.run(() -> {
                Nursery.open(nursery -> {
                    for (int i = 0; i < 4; i++) {
                        nursery.start(() -> sum.addAndGet(Offload.call(() -> 1)));
                    }
                });
                return true;
            });
            assertThat(sum).hasValue(4);
        });
    }

    @Test
    void tasksRunWhileAWorkerIsBusy() throws InterruptedException {
        Stepped.explore(
                50,
                stepped -> stepped.run(() -> {
                    CountDownLatch latch = new CountDownLatch(1);
                    Nursery.open(nursery -> {
                        nursery.start(() -> Offload.call(() -> latch.await(10, TimeUnit.SECONDS)));
                        nursery.start(latch::countDown);
                    });
                    assertThat(stepped.clock().nanoTime()).isZero();
                    return true;
                }));
    }

    @Test
    void tasksRunWhileAnotherIsInAnInterruptibleCall() throws InterruptedException {
        Stepped.explore(
                200,
                stepped -> stepped.run(() -> {
                    BlockingQueue<String> queue = new LinkedBlockingQueue<>();
                    List<String> taken = new ArrayList<>();
                    Nursery.open(nursery -> {
                        nursery.start(() -> taken.add(Interruptible.call(queue::take)));
                        nursery.start(() -> queue.add("item"));
                    });
                    assertThat(taken).containsExactly("item");
                    return true;
                }));
    }

    @Test
    void anInterruptibleCallIsCancelled() throws InterruptedException {
        Stepped.explore(
                200,
                stepped -> stepped.run(() -> {
                    Nursery.open(nursery -> {
                        Task<String> task =
                                nursery.start(() -> Interruptible.call(new LinkedBlockingQueue<String>()::take));
                        Task.checkpoint();
                        task.cancel("enough");
                        task.waitDone();
                        assertThat(task.state().isEnded()).isTrue();
                    });
                    return true;
                }));
    }

    @Test
    void aWorkerBringsCodeBackAsATask() throws InterruptedException {
        Stepped.explore(
                200,
                stepped -> stepped.run(() -> {
                    String given = Offload.call(() -> FromWorker.call(() -> {
                        Task.sleep(HOUR);
                        return "at " + stepped.clock().nanoTime();
                    }));
                    assertThat(given).isEqualTo("at " + HOUR.toNanos());
                    return true;
                }));
    }

    @Test
    void anAbandonedCallIsLeftAfterWhatItBroughtBack() throws InterruptedException {
        Stepped.explore(200, stepped -> {
            List<String> order = new ArrayList<>();
            stepped.run(() -> {
                Event back = new Event();
                Nursery.open(nursery -> {
                    nursery.start(() -> {
                        try {
                            abandonable(() -> FromWorker.call(() -> {
                                back.set();
                                try {
                                    return waitForEver();
                                } finally {
                                    order.add("re-entered");
                                }
                            }));
                        } finally {
                            order.add("left");
                        }
                    });
                    back.await();
                    nursery.cancel("enough");
                });
                return true;
            });
            assertThat(order).containsExactly("re-entered", "left");
        });
    }

    private static void abandonable(Callable<Integer> code) throws Exception {
        Integer unused = Offload.named("slow").abandonOnCancel(late -> {}).run(code);
        assertThat(unused).isNull();
    }

    private static int waitForEver() throws InterruptedException {
        new Event().await();
        return 0;
    }

    @Test
    void aThreadThatIsNoTaskStartsTasks() throws InterruptedException {
        Stepped.explore(100, stepped -> {
            AtomicInteger ran = new AtomicInteger();
            stepped.run(() -> {
                Nursery.open(nursery -> {
                    Portal portal = new Portal(nursery);
                    Offload.call(() -> portal.submit(ran::incrementAndGet).get(10, TimeUnit.SECONDS));
                });
                return true;
            });
            assertThat(ran).hasValue(1);
        });
    }

    @Test
    void whatHasBegunOutsideIsWaitedFor() throws InterruptedException {
        BlockingQueue<Suspension<String>> requests = new LinkedBlockingQueue<>();
        Thread server = Thread.ofPlatform().daemon().start(() -> answerAll(requests));
        Stepped.explore(
                100,
                stepped -> stepped.run(() -> {
                    stepped.activity().began();
                    String answer = Suspension.await("answer", requests::add);
                    stepped.activity().ended();
                    assertThat(answer).isEqualTo("answer");
                    return true;
                }));
        server.interrupt();
    }

    private static void answerAll(BlockingQueue<Suspension<String>> requests) {
        try {
            while (true) {
                requests.take().resume("answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The wait is decided before it has begun, with another wait in between.
    @Test
    void aWaitThatIsDecidedBeforeItBeginsPasses() throws InterruptedException {
        Stepped.explore(
                200,
                stepped -> stepped.run(() -> {
                    Event event = new Event();
                    Nursery.open(nursery -> {
                        nursery.start(() -> {
                            String value = Suspension.await("own", suspension -> {
                                suspension.resume("decided");
                                Task.checkpoint();
                                event.await();
                            });
                            assertThat(value).isEqualTo("decided");
                        });
                        Task.checkpoint();
                        event.set();
                    });
                    return true;
                }));
    }

    @Test
    void aForeignInterruptEndsAWait() throws InterruptedException {
        Stepped.explore(
                100,
                stepped -> stepped.run(() -> {
                    Thread[] thread = new Thread[1];
                    Nursery.open(nursery -> {
                        Task<String> task = nursery.start(() -> {
                            thread[0] = Thread.currentThread();
                            try {
                                return "not " + waitForEver();
                            } catch (Cancelled c) {
                                throw c;
                            } catch (InterruptedException e) {
                                return "interrupted";
                            }
                        });
                        stepped.waitAllTasksBlocked();
                        stepped.activity().began();
                        thread[0].interrupt();
                        assertThat(task.await()).isEqualTo("interrupted");
                        stepped.activity().ended();
                    });
                    return true;
                }));
    }
}
