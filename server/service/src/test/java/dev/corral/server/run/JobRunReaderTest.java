package dev.corral.server.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.Task;
import dev.corral.server.Records;
import dev.corral.server.stream.JobOutcome;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.Outcome;
import dev.corral.server.stream.RecordSink.ReaderGone;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What becomes of a job by the way in which its records are read, and what its reader is told meanwhile.
final class JobRunReaderTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static Outcome takesASecond() throws InterruptedException {
        Task.sleep(SECOND);
        return Outcome.OK;
    }

    @Test
    void aReaderThatStallsWhenTheWorkIsDoneHasNoCompletedJob() throws InterruptedException, Exception {
        FakeSink sink = new FakeSink(written -> {
            if (written > 0) {
                throw ReaderGone.stalled();
            }
            // All items end, and the end is in the buffer, before the first write is over.
            Task.sleep(SECOND);
        });
        TestJob job = TestJob.of(TestJob.items(3) + ",'buffer':16", new FakeKind((item, context) -> Outcome.OK), sink);
        JobRecord.End end = job.toEnd();
        assertThat(end.counts().ok()).isEqualTo(3);
        assertThat(end.outcome()).isEqualTo(JobOutcome.STALLED_CLIENT);
        assertThat(job.run().reachedReader()).isFalse();
    }

    @Test
    void aReaderThatLeavesStopsTheWork() throws InterruptedException, Exception {
        FakeKind kind = new FakeKind((item, context) -> takesASecond());
        FakeSink sink = new FakeSink(written -> {
            if (written > 5) {
                throw ReaderGone.left();
            }
        });
        TestJob job = TestJob.of(TestJob.items(100) + ",'concurrency':{'max':2}", kind, sink);
        JobRecord.End end = job.toEnd();
        assertThat(end.outcome()).isEqualTo(JobOutcome.CANCELLED);
        assertThat(end.cause()).isEqualTo("client");
        assertThat(end.counts().done()).isEqualTo(100);
        assertThat(kind.begun()).hasSizeLessThan(12);
        assertThat(kind.ended()).isEqualTo(kind.begun());
    }

    @Test
    void aReaderThatStallsEndsTheJobAsStalled() throws InterruptedException, Exception {
        FakeSink sink = new FakeSink(written -> {
            Task.sleep(Duration.ofSeconds(30));
            throw ReaderGone.stalled();
        });
        TestJob job = TestJob.of(TestJob.items(10), new FakeKind((item, context) -> Outcome.OK), sink);
        assertThat(job.toEnd().outcome()).isEqualTo(JobOutcome.STALLED_CLIENT);
    }

    @Test
    void aReaderThatDoesNotReadHoldsTheWorkBack() throws InterruptedException, Exception {
        FakeKind kind = new FakeKind((item, context) -> Outcome.OK);
        FakeSink sink = new FakeSink(written -> {
            Task.sleep(Duration.ofHours(1));
            // The batch that is being written, and the workers that wait to tell theirs.
            assertThat(kind.begun().size()).isLessThanOrEqualTo(written + 2 * 4);
        });
        TestJob job = TestJob.of(TestJob.items(60) + ",'concurrency':{'max':4}", kind, sink);
        assertThat(job.toEnd().outcome()).isEqualTo(JobOutcome.COMPLETED);
        assertThat(sink.records().items()).hasSize(60);
    }

    @Test
    void progressComesAtLeastEveryTenSecondsAndNotAfterTheEnd() throws InterruptedException, Exception {
        TestJob job = TestJob.of(TestJob.items(1), (item, context) -> {
            Task.sleep(Duration.ofSeconds(61));
            return Outcome.OK;
        });
        job.toEnd();
        Records records = job.sink().records();
        assertThat(records.ofType("progress")).hasSize(12);
        assertThat(records.ofType("progress").getFirst().path("in_flight").asInt())
                .isEqualTo(1);
    }

    @Test
    void theRateOfProgressIsByTheClockWhereTheReaderIsSlow() throws InterruptedException, Exception {
        FakeSink stopsForAMinute = new FakeSink(written -> {
            if (written == 1) {
                Task.sleep(Duration.ofMinutes(1));
            }
        });
        FakeKind oneEveryFiveSeconds = new FakeKind((item, context) -> {
            Task.sleep(Duration.ofSeconds(item.index() < 10 ? 7 + 5L * item.index() : 60));
            return Outcome.OK;
        });
        TestJob job = TestJob.of(
                "'concurrency':{'max':10,'per_host':10}," + TestJob.items(11), oneEveryFiveSeconds, stopsForAMinute);
        job.toEnd();
        assertThat(job.sink().records().ofType("progress"))
                .hasSizeGreaterThan(5)
                .allSatisfy(progress ->
                        assertThat(progress.path("per_s").asDouble()).isBetween(0.0, 0.3));
    }

    @Test
    void aSinkThatBreaksMakesTheJobLost() {
        FakeSink sink = new FakeSink(written -> {
            if (written > 3) {
                throw new IllegalStateException("broken");
            }
        });
        TestJob job = TestJob.of(TestJob.items(10), new FakeKind((item, context) -> takesASecond()), sink);
        assertThatThrownBy(job::toEnd).isInstanceOf(NurseryFailed.class).hasRootCauseMessage("broken");
        assertThat(job.kind().ended()).isEqualTo(job.kind().begun());
    }
}
