package dev.corral.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.nursery.CancelScope;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.Task;
import dev.corral.nursery.testing.VirtualTime;
import dev.corral.server.stream.ItemDetail;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.Outcome;
import dev.corral.server.stream.RecordSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// How records get to their sink.
final class ResultsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final VirtualTime time = VirtualTime.autoJump();
    private final List<Ending> stopped = Collections.synchronizedList(new ArrayList<>());

    private interface Body {
        void run(Nursery nursery, Results results) throws InterruptedException, Exception;
    }

    /// Takes at once what it is told to, and else a second for each batch; not thread-safe, which it checks.
    private final class Sink implements RecordSink {
        private final BooleanSupplier atOnce;
        private final List<Long> taken = Collections.synchronizedList(new ArrayList<>());
        private final AtomicInteger users = new AtomicInteger();
        private int batches;

        Sink(BooleanSupplier atOnce) {
            this.atOnce = atOnce;
        }

        @Override
        public void write(List<JobRecord> records) throws InterruptedException {
            enter();
            Task.sleep(SECOND);
            batches++;
            records.forEach(each -> taken.add(number(each)));
            users.decrementAndGet();
        }

        @Override
        public Ready ready(JobRecord each) {
            return () -> {
                enter();
                boolean takes = atOnce.getAsBoolean();
                if (takes) {
                    taken.add(number(each));
                }
                users.decrementAndGet();
                return takes;
            };
        }

        private void enter() {
            assertThat(users.incrementAndGet()).as("tasks that use the sink").isEqualTo(1);
        }

        void run(int buffer, Body body) throws NurseryFailed, InterruptedException {
            time.run(() -> {
                Nursery.open(nursery -> {
                    try (Results results = new Results(this, buffer, stopped::add)) {
                        nursery.start("writer", results::write);
                        Nursery.open(tellers -> body.run(tellers, results));
                    }
                });
                return true;
            });
        }
    }

    private static JobRecord record(long number) {
        return new JobRecord.ItemDone(number, null, Outcome.OK, 1, null, new ItemDetail.None());
    }

    private static long number(JobRecord each) {
        return ((JobRecord.ItemDone) each).index();
    }

    /// The first record alone: the writer is at it, and takes nothing more with it.
    private void deliverToTheWriter(Results results) throws InterruptedException {
        results.deliver(record(1));
        time.waitAllTasksBlocked();
    }

    @Test
    void whatTheSinkTakesAtOnceWaitsForNobody() throws InterruptedException, Exception {
        Sink sink = new Sink(() -> true);
        sink.run(0, (nursery, results) -> {
            results.deliver(record(1));
            assertThat(sink.taken).containsExactly(1L);
            results.deliver(record(2));
        });
        assertThat(sink.taken).containsExactly(1L, 2L);
        assertThat(sink.batches).isZero();
        assertThat(time.clock().nanoTime()).isZero();
    }

    @Test
    void whatItDoesNotTakeAtOnceIsHandedToTheWriter() throws InterruptedException, Exception {
        Sink sink = new Sink(() -> false);
        sink.run(0, (nursery, results) -> {
            deliverToTheWriter(results);
            assertThat(sink.taken).isEmpty();
            results.deliver(record(2));
            assertThat(sink.taken).containsExactly(1L);
        });
        assertThat(sink.taken).containsExactly(1L, 2L);
    }

    @Test
    void asManyWaitAsTheBufferHolds() throws InterruptedException, Exception {
        Sink sink = new Sink(() -> false);
        sink.run(2, (nursery, results) -> {
            results.deliver(record(1));
            time.waitAllTasksBlocked();
            results.deliver(record(2));
            results.deliver(record(3));
            assertThat(sink.taken).isEmpty();
            results.deliver(record(4));
            assertThat(sink.taken).isNotEmpty();
        });
        assertThat(sink.taken).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void nothingOvertakesWhatIsUnderWay() throws InterruptedException, Exception {
        AtomicInteger asked = new AtomicInteger();
        Sink sink = new Sink(() -> asked.incrementAndGet() > 1);
        sink.run(0, (nursery, results) -> {
            for (int i = 1; i <= 3; i++) {
                results.deliver(record(i));
            }
            Task.sleep(SECOND.multipliedBy(10));
            assertThat(sink.batches).isGreaterThan(1);
            results.deliver(record(4));
        });
        assertThat(sink.taken).containsExactly(1L, 2L, 3L, 4L);
        assertThat(asked).hasValue(2);
    }

    @Test
    void whoIsCancelledWhileItWaitsIsNotTold() throws InterruptedException, Exception {
        Sink sink = new Sink(() -> false);
        sink.run(0, (nursery, results) -> {
            deliverToTheWriter(results);
            CancelScope.moveOnAfter(SECOND.dividedBy(2), scope -> results.deliver(record(2)));
            results.deliver(record(3));
        });
        assertThat(sink.taken).containsExactly(1L, 3L);
    }

    @Test
    void afterACancelTheWayIsFreeAgain() throws InterruptedException, Exception {
        AtomicInteger asked = new AtomicInteger();
        Sink sink = new Sink(() -> asked.incrementAndGet() > 1);
        sink.run(0, (nursery, results) -> {
            deliverToTheWriter(results);
            CancelScope.moveOnAfter(SECOND.dividedBy(2), scope -> results.deliver(record(2)));
            Task.sleep(SECOND);
            results.deliver(record(3));
        });
        assertThat(sink.taken).containsExactly(1L, 3L);
        assertThat(sink.batches).isEqualTo(1);
    }

    /// Whoever tells, whatever the sink takes and whoever is cancelled: each record is written once if its delivery
    /// came back and never if it did not, those of one task in their order, and by one task at a time.
    @Test
    void nothingIsLostDoubledOrTornOutOfOrder() throws InterruptedException, Exception {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            double share = random.nextDouble();
            Sink sink = new Sink(() -> random.nextDouble() < share);
            List<Long> told = Collections.synchronizedList(new ArrayList<>());
            sink.run(random.nextInt(3), (nursery, results) -> {
                for (int teller = 0; teller < 6; teller++) {
                    long first = teller * 100L;
                    Task<Void> task = nursery.start(() -> tell(results, first, told));
                    if (random.nextInt(3) == 0) {
                        nursery.start(() -> {
                            Task.sleep(Duration.ofMillis(random.nextInt(20_000)));
                            task.cancel("test");
                        });
                    }
                }
            });
            assertThat(sink.taken).as("seed %s", seed).containsExactlyInAnyOrderElementsOf(told);
            for (long first = 0; first < 600; first += 100) {
                long from = first;
                assertThat(sink.taken.stream().filter(each -> each / 100 == from / 100))
                        .as("seed %s", seed)
                        .isSorted();
            }
        }
    }

    private static void tell(Results results, long first, List<Long> told) throws InterruptedException {
        for (long number : IntStream.range(0, 20).mapToLong(i -> first + i).toArray()) {
            results.deliver(record(number));
            told.add(number);
            Task.sleep(Duration.ofMillis(number % 7 * 100));
        }
    }
}
