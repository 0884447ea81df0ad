package dev.corral.server.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.Task;
import dev.corral.nursery.testing.VirtualTime;
import dev.corral.server.job.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/// What a [ReadyQueue] does with rates, held hosts and items that come back.
final class ReadyQueueTimeTest {
    private static final Rate NO_RATE = new Rate(null, null, 1);

    private final VirtualTime time = VirtualTime.autoJump();
    private final LongAdder held = new LongAdder();
    private final List<String> taken = Collections.synchronizedList(new ArrayList<>());

    private interface Body {
        void run(Nursery nursery) throws InterruptedException, Exception;
    }

    private void run(Body body) throws NurseryFailed, InterruptedException {
        time.run(() -> {
            Nursery.open(body::run);
            return true;
        });
        assertThat(time.clock().pending()).as("timers left").isZero();
    }

    private ReadyQueue<String> queue(Rate rate, String... items) throws InterruptedException {
        ReadyQueue<String> queue = new ReadyQueue<>(new ReadyQueue.Limits(100, 10, rate), time.clock(), held);
        for (String item : items) {
            queue.put(item.substring(0, 1), item);
        }
        return queue;
    }

    private long millis() {
        return time.clock().nanoTime() / 1_000_000;
    }

    private long in(int millis) {
        return time.clock().nanoTime() + Duration.ofMillis(millis).toNanos();
    }

    /// Takes all, and notes each with its time, such as `a1@250`.
    private void drain(ReadyQueue<String> queue) throws InterruptedException {
        for (var claim = queue.take(); claim.item() != null; claim = queue.take()) {
            taken.add(claim.item() + "@" + millis());
            queue.done(claim);
        }
    }

    @Test
    void aRateSpacesWhatIsTaken() throws InterruptedException, Exception {
        run(nursery -> {
            ReadyQueue<String> queue = queue(new Rate(10.0, null, 1), "a1", "b1", "a2", "b2");
            queue.close();
            drain(queue);
        });
        assertThat(taken).containsExactly("a1@0", "b1@100", "a2@200", "b2@300");
    }

    @Test
    void afterAPauseABurstPassesAtOnce() throws InterruptedException, Exception {
        run(nursery -> {
            ReadyQueue<String> queue = queue(new Rate(10.0, null, 3), "a1", "a2", "a3", "a4");
            queue.close();
            drain(queue);
        });
        assertThat(taken).containsExactly("a1@0", "a2@0", "a3@0", "a4@100");
    }

    @Test
    void aRateOfAHostLeavesOtherHostsAlone() throws InterruptedException, Exception {
        run(nursery -> {
            ReadyQueue<String> queue = queue(new Rate(null, 10.0, 1), "a1", "a2", "a3", "b1", "c1");
            queue.close();
            drain(queue);
        });
        assertThat(taken).containsExactly("a1@0", "b1@0", "c1@0", "a2@100", "a3@200");
    }

    @Test
    void theRateOfAHostIsRememberedWhileItHasNoItems() throws InterruptedException, Exception {
        run(nursery -> {
            ReadyQueue<String> queue = queue(new Rate(null, 1.0, 1), "a1");
            nursery.start(() -> drain(queue));
            Task.sleep(Duration.ofMillis(400));
            queue.put("a", "a2");
            Task.sleep(Duration.ofSeconds(5));
            queue.put("a", "a3");
            queue.close();
        });
        assertThat(taken).containsExactly("a1@0", "a2@1000", "a3@5400");
    }

    @Test
    void aHostThatWasIdleWaitsNoLongerThanItsRateAsks() throws InterruptedException, Exception {
        run(nursery -> {
            ReadyQueue<String> queue = queue(new Rate(null, 1.0, 2), "a1", "a2");
            nursery.start(() -> drain(queue));
            Task.sleep(Duration.ofMillis(400));
            queue.put("a", "a3");
            queue.close();
        });
        assertThat(taken).containsExactly("a1@0", "a2@0", "a3@1000");
    }

    @Test
    void aHeldHostIsSkippedUntilItsTime() throws InterruptedException, Exception {
        run(nursery -> {
            ReadyQueue<String> queue = queue(NO_RATE, "a1", "b1", "a2", "b2");
            queue.hold("a", in(700));
            assertThat(held.sum()).isEqualTo(1);
            queue.close();
            drain(queue);
        });
        assertThat(taken).containsExactly("b1@0", "b2@0", "a1@700", "a2@700");
        assertThat(held.sum()).isZero();
    }

    @Test
    void theLongerHoldCounts() throws InterruptedException, Exception {
        run(nursery -> {
            ReadyQueue<String> queue = queue(NO_RATE, "a1");
            queue.hold("a", in(500));
            queue.hold("a", in(900));
            queue.hold("a", in(100));
            queue.close();
            drain(queue);
        });
        assertThat(taken).containsExactly("a1@900");
        assertThat(held.sum()).isZero();
    }

    @Test
    void aHostCanBeHeldBeforeItHasItems() throws InterruptedException, Exception {
        run(nursery -> {
            ReadyQueue<String> queue = queue(NO_RATE);
            queue.hold("a", in(300));
            queue.put("a", "a1");
            queue.close();
            drain(queue);
        });
        assertThat(taken).containsExactly("a1@300");
    }

    @Test
    void whatComesBackIsTakenAtItsTimeAndNotBefore() throws InterruptedException, Exception {
        run(nursery -> {
            ReadyQueue<String> queue = queue(NO_RATE, "a1", "a2");
            queue.again(queue.take(), "a", "a1 again", in(250));
            queue.close();
            drain(queue);
        });
        assertThat(taken).containsExactly("a2@0", "a1 again@250");
    }

    @Test
    void whatMovesIsNextAtItsNewHostAndKeepsNoTurnAtItsOld() throws InterruptedException, Exception {
        run(nursery -> {
            ReadyQueue<String> queue = new ReadyQueue<>(new ReadyQueue.Limits(10, 1, NO_RATE), time.clock(), held);
            for (String item : List.of("a1", "a2", "b1")) {
                queue.put(item.substring(0, 1), item);
            }
            queue.moves(queue.take(), "b", "a1 at b");
            queue.close();
            drain(queue);
        });
        assertThat(taken).containsExactly("a1 at b@0", "a2@0", "b1@0");
    }

    @Test
    void whatMovesWaitsWhileItsNewHostIsHeld() throws InterruptedException, Exception {
        run(nursery -> {
            ReadyQueue<String> queue = queue(NO_RATE, "a1", "a2");
            queue.hold("b", in(200));
            queue.moves(queue.take(), "b", "a1 at b");
            queue.close();
            drain(queue);
        });
        assertThat(taken).containsExactly("a2@0", "a1 at b@200");
    }

    @Test
    void aClosedQueueIsNotOverWhileSomethingMayComeBack() throws InterruptedException, Exception {
        run(nursery -> {
            ReadyQueue<String> queue = queue(NO_RATE, "a1");
            var claim = queue.take();
            queue.close();
            Task<Void> taker = nursery.start(() -> drain(queue));
            time.waitAllTasksBlocked();
            assertThat(taken).isEmpty();
            queue.again(claim, "a", "a1", in(10));
            taker.waitDone();
        });
        assertThat(taken).containsExactly("a1@10");
    }

    @Test
    void whatComesBackLaterCountsAgainstTheCapacity() throws InterruptedException, Exception {
        run(nursery -> {
            ReadyQueue<String> queue = new ReadyQueue<>(new ReadyQueue.Limits(1, 10, NO_RATE), time.clock(), held);
            queue.put("a", "a1");
            queue.again(queue.take(), "a", "a1", in(500));
            nursery.start(() -> {
                queue.put("b", "b1");
                taken.add("put@" + millis());
                queue.close();
            });
            nursery.start(() -> drain(queue));
        });
        assertThat(taken).containsExactlyInAnyOrder("a1@500", "put@500", "b1@500");
    }

    @Test
    void theLongestWaitsAreToldFirst() throws InterruptedException, Exception {
        run(nursery -> {
            ReadyQueue<String> queue = queue(NO_RATE, "a1", "b1", "c1", "d1");
            queue.hold("a", in(100));
            queue.hold("b", in(300));
            var back = queue.take();
            queue.again(back, "c", "c1", in(200));
            assertThat(queue.waiting(10))
                    .extracting(HostTurns.Waiting::host, HostTurns.Waiting::why)
                    .containsExactly(tuple("b", "retry_after"), tuple("c", "retry"), tuple("a", "retry_after"));
            assertThat(queue.waiting(1)).hasSize(1);
            queue.close();
            drain(queue);
        });
    }

    @Test
    void aDiscardedQueueLeavesNoTimerAndHoldsNobody() throws InterruptedException, Exception {
        run(nursery -> {
            ReadyQueue<String> queue = queue(NO_RATE, "a1");
            queue.hold("a", in(1_000_000));
            Task<Void> taker = nursery.start(() -> drain(queue));
            time.waitAllTasksBlocked();
            taker.cancel("test");
            taker.waitDone();
            queue.discard();
        });
        assertThat(taken).isEmpty();
        assertThat(held.sum()).isZero();
    }
}
