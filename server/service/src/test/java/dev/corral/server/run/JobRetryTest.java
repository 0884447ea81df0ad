package dev.corral.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.nursery.Task;
import dev.corral.server.Records;
import dev.corral.server.job.Item;
import dev.corral.server.job.Retry.Cause;
import dev.corral.server.run.ItemResult.Repetition;
import dev.corral.server.stream.JobOutcome;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Items that are tried again, in whole jobs.
final class JobRetryTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String ONE_WORKER = ",'concurrency':{'max':1}";

    private final ConcurrentHashMap<Integer, Integer> tries = new ConcurrentHashMap<>();
    /// What ended when, such as `0@250`.
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());

    private static ItemResult ok(Item item) {
        return new ItemResult.Finished(FakeKind.done(item, Outcome.OK));
    }

    private static ItemResult failed(Item item, Cause cause, @Nullable Duration pause) {
        return new ItemResult.Failed(
                FakeKind.done(item, Outcome.FAILED),
                cause,
                Repetition.SAFE,
                pause == null ? null : new ItemResult.Throttle(hostOf(item), pause));
    }

    private static String hostOf(Item item) {
        return "http://" + "abc".charAt(item.index() % 3);
    }

    private int tryOf(Item item) {
        return tries.merge(item.index(), 1, Integer::sum);
    }

    private static TestJob job(String json, FakeKind.Trial trial) {
        return TestJob.of(json, FakeKind.trying(trial), new FakeSink(FakeSink.Pace.AT_ONCE));
    }

    @Test
    void anItemThatComesRightIsOkWithItsAttempts() throws InterruptedException, Exception {
        TestJob job = job(
                TestJob.items(3),
                (item, context) -> tryOf(item) <= item.index() ? failed(item, Cause.RESET, null) : ok(item));
        assertThat(job.toEnd().counts().ok()).isEqualTo(3);
        Records records = job.sink().records();
        for (int i = 0; i < 3; i++) {
            assertThat(records.item(i).path("attempts").asInt()).isEqualTo(i + 1);
        }
        assertThat(job.meters()
                        .get("corral.retries")
                        .tag("cause", "reset")
                        .tag("kind", "fetch")
                        .counter()
                        .count())
                .isEqualTo(3);
    }

    @Test
    void theLastFailureIsTold() throws InterruptedException, Exception {
        TestJob job = job(TestJob.items(1) + ",'retry':{'max_attempts':4}", (item, context) -> {
            tryOf(item);
            return failed(item, Cause.TIMEOUT, null);
        });
        assertThat(job.toEnd().counts().failed()).isEqualTo(1);
        assertThat(job.sink().records().item(0).path("attempts").asInt()).isEqualTo(4);
        assertThat(job.sink().records().item(0).path("error").path("kind").asText())
                .isEqualTo("status");
    }

    @Test
    void anItemThatWaitsForItsRetryHoldsNoWorker() throws InterruptedException, Exception {
        TestJob job = job(
                TestJob.items(30) + ONE_WORKER,
                (item, context) ->
                        item.index() == 0 && tryOf(item) == 1 ? failed(item, Cause.STATUS_429, SECOND) : ok(item));
        JobRecord.End end = job.toEnd();
        assertThat(end.counts().ok()).isEqualTo(30);
        assertThat(end.elapsedMillis()).isEqualTo(1000);
        assertThat(job.sink().records().items().getLast().path("index").asInt())
                .isGreaterThanOrEqualTo(0)
                .satisfies(index -> assertThat(index % 3).isZero());
    }

    /// Host a asks for a pause at once; the others have a second of work each, one at a time.
    @Test
    void aThrottledHostHoldsNobodyElseUp() throws InterruptedException, Exception {
        long[] zero = new long[1];
        TestJob[] self = new TestJob[1];
        self[0] = job(TestJob.items(9) + ",'concurrency':{'max':1}", (item, context) -> {
            if (item.index() == 0 && tryOf(item) == 1) {
                zero[0] = self[0].time().clock().nanoTime();
                return failed(item, Cause.STATUS_503, Duration.ofSeconds(30));
            }
            Task.sleep(SECOND);
            log.add(item.index() % 3 + "@" + (self[0].time().clock().nanoTime() - zero[0]) / 1_000_000_000);
            return ok(item);
        });
        assertThat(self[0].toEnd().counts().ok()).isEqualTo(9);
        assertThat(log.subList(0, 6)).allMatch(entry -> !entry.startsWith("0"));
        assertThat(log.get(5)).endsWith("@6");
        assertThat(log.subList(6, 9)).containsExactly("0@31", "0@32", "0@33");
    }

    /// The same where the slow host is slow and not throttled: its share of workers is all that it takes.
    @Test
    void aSlowHostHoldsNobodyElseUp() throws InterruptedException, Exception {
        TestJob job = job(TestJob.items(300) + ",'concurrency':{'max':4,'per_host':2}", (item, context) -> {
            if (item.index() % 3 == 0) {
                Task.sleep(Duration.ofMinutes(1));
            }
            log.add(String.valueOf(item.index() % 3));
            return ok(item);
        });
        assertThat(job.toEnd().counts().ok()).isEqualTo(300);
        assertThat(log.subList(0, 200)).doesNotContain("0");
    }

    @Test
    void aPauseThatIsTooLongEndsTheItemAsThrottled() throws InterruptedException, Exception {
        TestJob job = job(
                TestJob.items(3) + ",'retry':{'retry_after_max_ms':5000}",
                (item, context) -> failed(item, Cause.STATUS_503, Duration.ofDays(1)));
        JobRecord.End end = job.toEnd();
        assertThat(end.elapsedMillis()).isZero();
        assertThat(job.sink().records().items())
                .allMatch(item -> item.path("error").path("kind").asText().equals("throttled"))
                .allMatch(item -> item.path("attempts").asInt() == 1);
    }

    @Test
    void aPausePastTheDeadlineEndsTheItemAtOnce() throws InterruptedException, Exception {
        TestJob job = job(
                TestJob.items(1) + ",'deadline_ms':3000",
                (item, context) -> failed(item, Cause.STATUS_429, Duration.ofSeconds(4)));
        JobRecord.End end = job.toEnd();
        assertThat(end.outcome()).isEqualTo(JobOutcome.COMPLETED);
        assertThat(end.elapsedMillis()).isZero();
    }

    @Test
    void whatWaitsForItsRetryWhenTheJobIsCutShortIsCancelled() throws InterruptedException, Exception {
        TestJob[] self = new TestJob[1];
        self[0] = job(TestJob.items(2), (item, context) -> {
            if (item.index() == 0) {
                return failed(item, Cause.STATUS_429, Duration.ofSeconds(20));
            }
            Task.sleep(SECOND);
            self[0].run().shutdown();
            return ok(item);
        });
        JobRecord.End end = self[0].toEnd();
        assertThat(end.outcome()).isEqualTo(JobOutcome.CANCELLED);
        assertThat(end.elapsedMillis()).isEqualTo(1000);
        assertThat(self[0].sink().records().item(0).path("outcome").asText()).isEqualTo("cancelled");
        assertThat(self[0].sink().records().item(0).path("attempts").asInt()).isEqualTo(1);
        assertThat(self[0].meters().get("corral.hosts.held").gauge().value()).isZero();
        assertThat(self[0].time().clock().pending()).as("timers left").isZero();
    }

    @Test
    void whoIsWaitedForIsTold() throws InterruptedException, Exception {
        TestJob job = job(
                TestJob.items(6),
                (item, context) -> item.index() == 0 && tryOf(item) == 1
                        ? failed(item, Cause.STATUS_429, Duration.ofSeconds(8))
                        : ok(item));
        job.toEnd();
        var progress = job.sink().records().ofType("progress").getFirst();
        assertThat(progress.path("in_flight").asInt()).isZero();
        assertThat(progress.path("waiting").toString())
                .isEqualTo("[{\"host\":\"http://a\",\"why\":\"retry_after\",\"until\":\"1970-01-01T00:00:03Z\"}]");
    }

    @Test
    void aJobThatFailsEverywhereRetriesNoMoreThanItsBudget() throws InterruptedException, Exception {
        TestJob job = job(
                TestJob.items(1000) + ",'retry':{'max_attempts':10,'budget_percent':20}",
                (item, context) -> failed(item, Cause.CONNECT, null));
        assertThat(job.toEnd().counts().failed()).isEqualTo(1000);
        assertThat(job.kind().attempts()).isBetween(1010, 1200);
    }

    @Test
    void ratesHoldForTheWholeJob() throws InterruptedException, Exception {
        TestJob job = job(TestJob.items(50) + ",'rate':{'per_s':10}", (item, context) -> ok(item));
        assertThat(job.toEnd().elapsedMillis()).isEqualTo(4900);
    }

    @Test
    void aFailFastJobHearsOfTheLastFailureOnly() throws InterruptedException, Exception {
        TestJob job = job(
                TestJob.items(5) + ",'failure':{'policy':'fail_fast'}",
                (item, context) -> tryOf(item) < 3 ? failed(item, Cause.RESET, null) : ok(item));
        assertThat(job.toEnd().outcome()).isEqualTo(JobOutcome.COMPLETED);
    }
}
