package dev.corral.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.nursery.Task;
import dev.corral.nursery.testing.VirtualTime;
import dev.corral.server.job.Item;
import dev.corral.server.job.ItemCheck;
import dev.corral.server.job.ItemSource;
import dev.corral.server.job.JobReader;
import dev.corral.server.job.Read;
import dev.corral.server.job.ReadLimits;
import dev.corral.server.job.Retry;
import dev.corral.server.metrics.ServiceMetrics;
import dev.corral.server.stream.ItemDetail;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.Outcome;
import dev.corral.server.tracing.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a job holds in memory of its items.
final class JobMemoryTest {
    private static final int LONG = 2000;
    private static final int ITEMS = 40;
    private static final int BODY = 10;
    /// Bodies that one job may have.
    private static final int FIT = 4;

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String CAPTURING = ",'defaults':{'capture':'text','max_body_bytes':" + BODY + "}";

    private final JobMemory memory = new JobMemory(
            new ByteRoom("items", 8 * LONG, 4 * LONG), new ByteRoom("bodies", 2 * FIT * BODY, FIT * BODY));
    private final AtomicInteger read = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger mostAhead = new AtomicInteger();
    private final FakeSink sink = new FakeSink(FakeSink.Pace.AT_ONCE);

    /// Counts what is read.
    private final class Counted implements ItemSource {
        private final ItemSource items;

        Counted(ItemSource items) {
            this.items = items;
        }

        @Override
        public @Nullable Item next() throws InterruptedException {
            Item next = items.next();
            if (next != null) {
                mostAhead.accumulateAndGet(read.incrementAndGet() - ended.get(), Math::max);
            }
            return next;
        }

        @Override
        public long totalOrMinusOne() {
            return items.totalOrMinusOne();
        }
    }

    /// @param more members of the job document, after its items
    private JobRun job(int length, String more, FakeKind kind, VirtualTime time) throws InterruptedException {
        return job(length, more, kind, time, sink);
    }

    private JobRun job(int length, String more, FakeKind kind, VirtualTime time, FakeSink to)
            throws InterruptedException {
        String items = IntStream.range(0, ITEMS)
                .mapToObj(i -> "\"http://a-" + i + "/" + "x".repeat(length) + "\"")
                .collect(Collectors.joining(","));
        String json = "{\"kind\":\"fetch\",\"items\":[" + items + "]" + more.replace('\'', '"') + "}";
        Read.Accepted accepted = (Read.Accepted)
                new JobReader(ReadLimits.DEFAULT, ItemCheck.NONE).readJson(json.getBytes(StandardCharsets.UTF_8));
        ServiceMetrics metrics = new ServiceMetrics(new SimpleMeterRegistry());
        JobHost host = new JobHost(time.clock(), InstantSource.fixed(Instant.EPOCH), metrics, Tracing.OFF, memory);
        return new JobRun(
                JobSetup.passing("j_test", accepted.document(), new Counted(accepted.items()), kind, to), host);
    }

    private FakeKind counting() {
        return new FakeKind((item, context) -> {
            ended.incrementAndGet();
            return Outcome.OK;
        });
    }

    @Test
    void longItemsAreNotReadFarAhead() throws InterruptedException, Exception {
        VirtualTime time = VirtualTime.autoJump();
        JobRun run = job(LONG, ",'concurrency':{'max':1}", counting(), time);
        assertThat(time.run(run::run).counts().ok()).isEqualTo(ITEMS);
        // Three fit, one is being queued, and one was just counted as ended.
        assertThat(mostAhead.get()).isLessThanOrEqualTo(5);
        assertThat(memory.items().taken()).isZero();
    }

    @Test
    void longItemsInTheOrderOfTheInputDoNotWaitForOneAnother() throws InterruptedException, Exception {
        VirtualTime time = VirtualTime.autoJump();
        JobRun run = job(LONG, ",'order':'input'", counting(), time);
        assertThat(time.run(run::run).counts().ok()).isEqualTo(ITEMS);
        assertThat(memory.items().taken()).isZero();
    }

    /// Of items whose bodies are told and are as long as they may be.
    private static ItemResult answered(Item item, boolean again) {
        ItemDetail.Timing timing = new ItemDetail.Timing(0, 0, 0, 0, 0);
        ItemDetail detail = new ItemDetail.Fetched(200, "http://a", BODY, BODY, null, "x".repeat(BODY), null, timing);
        JobRecord.ItemDone done = FakeKind.done(item, again ? Outcome.FAILED : Outcome.OK);
        JobRecord.ItemDone told =
                new JobRecord.ItemDone(done.index(), done.id(), done.outcome(), 1, done.error(), detail);
        return again
                ? new ItemResult.Failed(told, Retry.Cause.STATUS_503, ItemResult.Repetition.SAFE, null)
                : new ItemResult.Finished(told);
    }

    @Test
    void noMoreBodiesAreOnTheirWayThanThereIsMemoryFor() throws InterruptedException, Exception {
        VirtualTime time = VirtualTime.autoJump();
        FakeKind kind = FakeKind.trying((item, context) -> {
            Task.sleep(SECOND);
            return answered(item, false);
        });
        JobRun run = job(1, CAPTURING + ",'concurrency':{'max':30,'per_host':30}", kind, time);
        assertThat(time.run(run::run).counts().ok()).isEqualTo(ITEMS);
        assertThat(kind.mostAtOnce()).isEqualTo(FIT);
        assertThat(memory.bodies().taken()).isZero();
    }

    @Test
    void aBodyHoldsItsMemoryUntilItsRecordIsWritten() throws InterruptedException, Exception {
        VirtualTime time = VirtualTime.autoJump();
        FakeKind kind = FakeKind.trying((item, context) -> answered(item, false));
        AtomicInteger begun = new AtomicInteger();
        FakeSink slow = new FakeSink(written -> {
            if (written <= 1) {
                Task.sleep(SECOND);
                begun.set(kind.begun().size());
            }
        });
        JobRun run = job(1, CAPTURING + ",'buffer':1000", kind, time, slow);
        assertThat(time.run(run::run).counts().ok()).isEqualTo(ITEMS);
        assertThat(begun.get()).isEqualTo(FIT);
        assertThat(memory.bodies().taken()).isZero();
    }

    @Test
    void inTheOrderOfTheInputAnEarlierItemNeverWaitsForWhatLaterOnesHold() throws InterruptedException, Exception {
        VirtualTime time = VirtualTime.autoJump();
        FakeKind kind = FakeKind.trying((item, context) -> {
            boolean first = context.queuedMillis() == 0 && item.index() % FIT == 0;
            if (first) {
                Task.sleep(SECOND);
            }
            return answered(item, false);
        });
        JobRun run = job(1, CAPTURING + ",'order':'input','concurrency':{'max':30,'per_host':2}", kind, time);
        assertThat(time.run(run::run).counts().ok()).isEqualTo(ITEMS);
        assertThat(memory.bodies().taken()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"input", "completion"})
    void itemsThatAreTriedAgainHoldNothingTwice(String order) throws InterruptedException, Exception {
        VirtualTime time = VirtualTime.autoJump();
        Set<Integer> tried = ConcurrentHashMap.newKeySet();
        FakeKind kind = FakeKind.trying((item, context) -> answered(item, tried.add(item.index())));
        JobRun run = job(1, CAPTURING + ",'order':'" + order + "','retry':{'budget_percent':100}", kind, time);
        assertThat(time.run(run::run).counts().ok()).isEqualTo(ITEMS);
        assertThat(kind.attempts()).isEqualTo(2 * ITEMS);
        assertThat(memory.bodies().taken()).isZero();
    }

    @Test
    void aJobThatIsCutShortHoldsNothing() throws InterruptedException, Exception {
        VirtualTime time = VirtualTime.autoJump();
        FakeKind kind = FakeKind.trying((item, context) -> {
            Task.sleep(SECOND);
            return answered(item, false);
        });
        JobRun run = job(LONG, CAPTURING + ",'deadline_ms':1500", kind, time);
        assertThat(time.run(run::run).counts().ok()).isPositive().isLessThan(ITEMS);
        assertThat(memory.bodies().taken()).isZero();
        assertThat(memory.items().taken()).isZero();
    }
}
