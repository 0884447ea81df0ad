package dev.corral.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.nursery.Nursery;
import dev.corral.nursery.Task;
import dev.corral.server.job.Retry.Cause;
import dev.corral.server.run.ItemResult.Repetition;
import dev.corral.server.stream.JobOutcome;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.Outcome;
import dev.corral.server.walk.Entry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Jobs whose results come in the order of their items.
final class JobOrderTest {
    private static List<Integer> indexes(TestJob job) throws IOException {
        return job.sink().records().items().stream()
                .map(item -> item.path("index").asInt())
                .toList();
    }

    private static List<Integer> upTo(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @Test
    void laterItemsMayEndFirstAndAreToldInTurn() throws InterruptedException, Exception {
        TestJob job = TestJob.of(TestJob.items(10) + ",'order':'input'", (item, context) -> {
            Task.sleep(Duration.ofSeconds(10 - item.index()));
            return Outcome.OK;
        });
        job.toEnd();
        assertThat(indexes(job)).isEqualTo(upTo(10));
    }

    @Test
    void noItemBeginsThatIsAWindowAhead() throws InterruptedException, Exception {
        TestJob job = TestJob.of(
                TestJob.items(60) + ",'order':'input','order_window':8,'concurrency':{'max':32}", (item, context) -> {
                    if (item.index() == 0) {
                        Task.sleep(Duration.ofHours(1));
                    }
                    return Outcome.OK;
                });
        FakeKind kind = job.kind();
        job.time().run(() -> {
            Nursery.open(nursery -> {
                nursery.start(() -> {
                    Task.sleep(Duration.ofMinutes(30));
                    assertThat(kind.begun()).containsExactlyElementsOf(upTo(8));
                });
                job.run().run();
            });
            return true;
        });
        assertThat(indexes(job)).isEqualTo(upTo(60));
    }

    @Test
    void aWindowOfOneIsOneAtATime() throws InterruptedException, Exception {
        TestJob job = TestJob.of(TestJob.items(20) + ",'order':'input','order_window':1", (item, context) -> {
            Task.sleep(Duration.ofMillis(1));
            return Outcome.OK;
        });
        job.toEnd();
        assertThat(job.kind().mostAtOnce()).isEqualTo(1);
        assertThat(indexes(job)).isEqualTo(upTo(20));
    }

    @Test
    void entriesComeBetweenTheRecordsOfTheirNeighbours() throws InterruptedException, Exception {
        FakeKind kind = FakeKind.telling((item, context) -> {
            Entry entry = new Entry("n", "n", null, null, null, null);
            context.results().send(new JobRecord.Entries(item.index(), List.of(entry)));
            Task.sleep(Duration.ofMillis(50 - item.index()));
            return Outcome.OK;
        });
        TestJob job = TestJob.of(TestJob.items(20) + ",'order':'input'", kind, new FakeSink(FakeSink.Pace.AT_ONCE));
        job.toEnd();
        List<String> told = job.sink().records().all().stream()
                .filter(each -> each.has("index"))
                .map(each -> each.path("t").asText() + " " + each.path("index").asInt())
                .toList();
        List<String> expected = IntStream.range(0, 20)
                .boxed()
                .flatMap(i -> Stream.of("entry " + i, "item " + i))
                .toList();
        assertThat(told).isEqualTo(expected);
        assertThat(kind.mostAtOnce()).isEqualTo(1);
    }

    @Test
    void whatIsCutShortIsToldInOrderToo() throws InterruptedException, Exception {
        TestJob job = TestJob.of(
                TestJob.items(30) + ",'order':'input','deadline_ms':1500,'concurrency':{'max':4,'per_host':4}",
                (item, context) -> {
                    Task.sleep(Duration.ofSeconds(item.index() == 2 ? 100 : 1));
                    return Outcome.OK;
                });
        assertThat(job.toEnd().outcome()).isEqualTo(JobOutcome.DEADLINE);
        assertThat(indexes(job)).isSorted().contains(0, 1, 2, 3);
    }

    /// Whatever fails, waits, is retried or refused: every item is told once and in order.
    @Test
    void itNeverStandsStill() throws InterruptedException, Exception {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            ConcurrentHashMap<Integer, Integer> tries = new ConcurrentHashMap<>();
            String options = ",'order':'input','order_window':" + (1 + random.nextInt(6))
                    + ",'concurrency':{'max':" + (1 + random.nextInt(4)) + ",'per_host':" + (1 + random.nextInt(2))
                    + "},'rate':{'per_host_per_s':" + (1 + random.nextInt(50)) + "}";
            FakeKind kind = FakeKind.trying((item, context) -> {
                Task.sleep(Duration.ofMillis(item.index() * 37L % 11));
                int nth = tries.merge(item.index(), 1, Integer::sum);
                if (nth > item.index() % 4) {
                    return new ItemResult.Finished(FakeKind.done(item, Outcome.OK));
                }
                ItemResult.Throttle throttle = item.index() % 5 == 0
                        ? new ItemResult.Throttle("http://" + "abc".charAt(item.index() % 3), Duration.ofMillis(300))
                        : null;
                return new ItemResult.Failed(
                        FakeKind.done(item, Outcome.FAILED), Cause.RESET, Repetition.SAFE, throttle);
            });
            TestJob job = TestJob.of(TestJob.items(60) + options, kind, new FakeSink(FakeSink.Pace.AT_ONCE));
            assertThat(job.toEnd().counts().done()).isEqualTo(60);
            assertThat(indexes(job)).as("seed %s", seed).isEqualTo(upTo(60));
        }
    }
}
