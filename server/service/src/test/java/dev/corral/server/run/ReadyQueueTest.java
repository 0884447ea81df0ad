package dev.corral.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.nursery.CancelScope;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.Task;
import dev.corral.nursery.TaskState;
import dev.corral.nursery.testing.VirtualTime;
import dev.corral.server.job.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/// Who gets which item when.
final class ReadyQueueTest {
    private final VirtualTime time = VirtualTime.autoJump();
    private final LongAdder held = new LongAdder();

    private interface Body {
        void run(Nursery nursery) throws InterruptedException, Exception;
    }

    private void run(Body body) throws NurseryFailed, InterruptedException {
        time.run(() -> {
            Nursery.open(body::run);
            return true;
        });
    }

    private ReadyQueue<String> queue(int capacity, int perHost) {
        return queue(capacity, perHost, new Rate(null, null, 1));
    }

    private ReadyQueue<String> queue(int capacity, int perHost, Rate rate) {
        return new ReadyQueue<>(new ReadyQueue.Limits(capacity, perHost, rate), time.clock(), held);
    }

    private static List<String> takeAll(ReadyQueue<String> queue) throws InterruptedException {
        List<String> taken = new ArrayList<>();
        for (var claim = queue.take(); claim.item() != null; claim = queue.take()) {
            taken.add(claim.item());
            queue.done(claim);
        }
        return taken;
    }

    private static void put(ReadyQueue<String> queue, String... items) throws InterruptedException {
        for (String item : items) {
            queue.put(item.substring(0, 1), item);
        }
    }

    @Test
    void ofOneHostTheFirstComesFirst() throws InterruptedException, Exception {
        run(nursery -> {
            ReadyQueue<String> queue = queue(10, 10);
            put(queue, "a1", "a2", "a3");
            queue.close();
            assertThat(takeAll(queue)).containsExactly("a1", "a2", "a3");
        });
    }

    @Test
    void hostsTakeTurns() throws InterruptedException, Exception {
        run(nursery -> {
            ReadyQueue<String> queue = queue(10, 10);
            put(queue, "a1", "a2", "a3", "b1", "c1", "b2");
            queue.close();
            assertThat(takeAll(queue)).containsExactly("a1", "b1", "c1", "a2", "b2", "a3");
        });
    }

    @Test
    void aHostThatHasItsShareIsSkipped() throws InterruptedException, Exception {
        run(nursery -> {
            ReadyQueue<String> queue = queue(10, 1);
            put(queue, "a1", "a2", "b1");
            queue.close();
            var first = queue.take();
            var second = queue.take();
            assertThat(first.item()).isEqualTo("a1");
            assertThat(second.item()).isEqualTo("b1");
            Task<String> third = nursery.start(() -> queue.take().item());
            time.waitAllTasksBlocked();
            queue.done(second);
            time.waitAllTasksBlocked();
            queue.done(first);
            assertThat(third.await()).isEqualTo("a2");
        });
    }

    @Test
    void putWaitsWhileFull() throws InterruptedException, Exception {
        run(nursery -> {
            ReadyQueue<String> queue = queue(2, 10);
            List<String> events = Collections.synchronizedList(new ArrayList<>());
            nursery.start(() -> {
                put(queue, "a1", "a2");
                events.add("two are in");
                put(queue, "a3");
                events.add("three are in");
            });
            time.waitAllTasksBlocked();
            assertThat(events).containsExactly("two are in");
            queue.take();
            time.waitAllTasksBlocked();
            assertThat(events).containsExactly("two are in", "three are in");
        });
    }

    @Test
    void aPutterThatWaitsGoesOnWhenAQuarterIsFree() throws InterruptedException, Exception {
        run(nursery -> {
            ReadyQueue<String> queue = queue(8, 10);
            put(queue, "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8");
            Task<Void> putter = nursery.start(() -> put(queue, "a9"));
            time.waitAllTasksBlocked();
            queue.take();
            time.waitAllTasksBlocked();
            assertThat(putter.state()).isEqualTo(TaskState.RUNNING);
            queue.take();
            putter.await();
        });
    }

    @Test
    void itGoesOnAtOnceWhereNothingOfWhatWaitsMayBeTaken() throws InterruptedException, Exception {
        run(nursery -> {
            ReadyQueue<String> queue = queue(8, 1);
            put(queue, "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8");
            nursery.start(() -> put(queue, "b1"));
            time.waitAllTasksBlocked();
            assertThat(queue.take().item()).isEqualTo("a1");
            assertThat(queue.take().item()).isEqualTo("b1");
        });
    }

    @Test
    void closingLetsAllGoWhenTheLastItemIsDone() throws InterruptedException, Exception {
        run(nursery -> {
            ReadyQueue<String> queue = queue(10, 1);
            put(queue, "a1", "a2");
            List<Task<List<String>>> takers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                takers.add(nursery.start(() -> takeAll(queue)));
            }
            queue.close();
            int taken = 0;
            for (Task<List<String>> taker : takers) {
                taken += taker.await().size();
            }
            assertThat(taken).isEqualTo(2);
        });
    }

    @Test
    void aTakerThatWasCancelledTakesNothing() throws InterruptedException, Exception {
        run(nursery -> {
            ReadyQueue<String> queue = queue(10, 10);
            Task<String> gone = nursery.start(() -> queue.take().item());
            Task<String> next = nursery.start(() -> queue.take().item());
            time.waitAllTasksBlocked();
            gone.cancel("test");
            put(queue, "a1");
            assertThat(next.await()).isEqualTo("a1");
        });
    }

    @Test
    void whatNobodyTookWaitsAtTheHeadOfItsHost() throws InterruptedException, Exception {
        run(nursery -> {
            ReadyQueue<String> queue = queue(10, 1);
            Task<String> gone = nursery.start(() -> queue.take().item());
            time.waitAllTasksBlocked();
            gone.cancel("test");
            gone.waitDone();
            put(queue, "a1", "a2");
            queue.close();
            assertThat(takeAll(queue)).containsExactly("a1", "a2");
        });
    }

    @Test
    void inACancelledScopeNothingIsPutOrTaken() throws InterruptedException, Exception {
        run(nursery -> {
            ReadyQueue<String> queue = queue(10, 10);
            put(queue, "a1");
            CancelScope.open(scope -> {
                scope.cancel("test");
                queue.take();
            });
            CancelScope.open(scope -> {
                scope.cancel("test");
                put(queue, "a2");
            });
            queue.close();
            assertThat(takeAll(queue)).containsExactly("a1");
        });
    }

    /// Takers come and are cancelled at any moment: each item is taken once, and no host has more than its
    /// share.
    @Test
    void nothingIsLostOrDoubledWhateverIsCancelled() throws InterruptedException, Exception {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            List<String> taken = Collections.synchronizedList(new ArrayList<>());
            run(nursery -> {
                ReadyQueue<String> queue = queue(1 + random.nextInt(5), 1 + random.nextInt(3));
                List<Task<Void>> takers = new ArrayList<>();
                for (int i = 0; i < 6; i++) {
                    takers.add(nursery.start(() -> {
                        while (true) {
                            var claim = queue.take();
                            if (claim.item() == null) {
                                return;
                            }
                            taken.add(claim.item());
                            queue.done(claim);
                        }
                    }));
                }
                Task<Void> putter = nursery.start(() -> {
                    for (int i = 0; i < 60; i++) {
                        put(queue, "abc".charAt(i % 3) + "" + i);
                        if (i % 10 == 9) {
                            Task.sleep(Duration.ofMillis(1));
                        }
                    }
                    queue.close();
                });
                for (int i = 0; i < 5; i++) {
                    Task.sleep(Duration.ofMillis(random.nextInt(2)));
                    takers.get(i).cancel("test");
                }
                putter.waitDone();
            });
            assertThat(taken).as("seed %s", seed).hasSize(60).doesNotHaveDuplicates();
        }
    }
}
