package dev.corral.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.corral.nursery.CancelScope;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.Task;
import dev.corral.server.Records;
import dev.corral.server.stream.JobOutcome;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.Outcome;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// One job, from `start` to `end`.
final class JobRunTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static Outcome takesASecond() throws InterruptedException {
        Task.sleep(SECOND);
        return Outcome.OK;
    }

    /// Runs a job and something beside it.
    private static JobRecord.End beside(TestJob job, Nursery.TaskBody other)
            throws NurseryFailed, InterruptedException {
        JobRecord.End[] end = new JobRecord.End[1];
        job.time().run(() -> {
            Nursery.open(nursery -> {
                nursery.start(other);
                end[0] = job.run().run();
            });
            return true;
        });
        return end[0];
    }

    @Test
    void aJobWithoutItemsIsCompleted() throws InterruptedException, Exception {
        TestJob job = TestJob.of("'items':[]", (item, context) -> Outcome.OK);
        assertThat(job.toEnd().outcome()).isEqualTo(JobOutcome.COMPLETED);
        assertThat(job.sink().records().all()).hasSize(2);
    }

    @Test
    void everyItemIsToldOnce() throws InterruptedException, Exception {
        TestJob job =
                TestJob.of(TestJob.items(100), (item, context) -> item.index() % 4 == 0 ? Outcome.FAILED : Outcome.OK);
        JobRecord.End end = job.toEnd();
        assertThat(end.counts().ok()).isEqualTo(75);
        assertThat(end.counts().failed()).isEqualTo(25);
        assertThat(job.sink().records().items()).hasSize(100);
    }

    @Test
    void aHundredThousandItemsAreToldOnce() throws InterruptedException, Exception {
        TestJob job = TestJob.of(
                TestJob.items(100_000) + ",'concurrency':{'max':64,'per_host':64}", (item, context) -> Outcome.OK);
        assertThat(job.toEnd().counts().ok()).isEqualTo(100_000);
        assertThat(job.sink().written()).isGreaterThanOrEqualTo(100_002);
    }

    @Test
    void neverMoreAtOnceThanAllowed() throws InterruptedException, Exception {
        TestJob job = TestJob.of(
                TestJob.items(60) + ",'concurrency':{'max':5,'per_host':2}", (item, context) -> takesASecond());
        job.toEnd();
        assertThat(job.kind().mostAtOnce()).isEqualTo(5);
        assertThat(job.kind().mostOfAHost()).isEqualTo(2);
    }

    @Test
    void theDeadlineCutsShortWhatRunsAndWhatWaits() throws InterruptedException, Exception {
        TestJob job = TestJob.of(
                TestJob.items(30) + ",'deadline_ms':2500,'concurrency':{'max':3,'per_host':3}",
                (item, context) -> takesASecond());
        JobRecord.End end = job.toEnd();
        assertThat(end.outcome()).isEqualTo(JobOutcome.DEADLINE);
        assertThat(end.cause()).isEqualTo("deadline");
        // A cancel reaches one worker after the other, and virtual time may move on in between.
        assertThat(end.counts().ok() + end.counts().cancelled()).isEqualTo(9);
        assertThat(end.counts().ok()).isGreaterThanOrEqualTo(6);
        assertThat(end.counts().notStarted()).isEqualTo(21);
        assertThat(end.elapsedMillis()).isGreaterThanOrEqualTo(2500);
        Records records = job.sink().records();
        assertThat(records.start().path("deadline").asText()).isEqualTo("1970-01-01T00:00:02.500Z");
        assertThat(records.items())
                .filteredOn(item -> item.path("outcome").asText().equals("cancelled"))
                .allMatch(item -> item.path("error").path("kind").asText().equals("deadline"));
    }

    @Test
    void whatNeverBeganIsFoldedIntoRanges() throws InterruptedException, Exception {
        TestJob job = TestJob.of(
                TestJob.items(1000) + ",'deadline_ms':500,'concurrency':{'max':1}", (item, context) -> takesASecond());
        job.toEnd();
        assertThat(job.sink().records().ofType("not_started")).hasSize(1);
    }

    @Test
    void theFirstFailureStopsAJobThatFailsFast() throws InterruptedException, Exception {
        TestJob job = TestJob.of(
                TestJob.items(50) + ",'failure':{'policy':'fail_fast'},'concurrency':{'max':1}",
                (item, context) -> item.index() == 7 ? Outcome.FAILED : Outcome.OK);
        JobRecord.End end = job.toEnd();
        assertThat(end.outcome()).isEqualTo(JobOutcome.FAILED);
        assertThat(end.cause()).isEqualTo("#7");
        assertThat(end.counts().failed()).isEqualTo(1);
        assertThat(job.kind().begun()).hasSize((int) (end.counts().ok() + 1));
        assertThat(job.sink().records().item(7).path("outcome").asText()).isEqualTo("failed");
    }

    @Test
    void theCauseIsTheItemsNameIfItHasOne() throws InterruptedException, Exception {
        TestJob job = TestJob.of(
                "'items':[{'url':'http://a','id':'mine'}],'failure':{'policy':'fail_fast'}",
                (item, context) -> Outcome.FAILED);
        assertThat(job.toEnd().cause()).isEqualTo("mine");
    }

    @Test
    void aJobThatToleratesGoesOnUpToItsLimit() throws InterruptedException, Exception {
        String job = TestJob.items(50) + ",'concurrency':{'max':1},'failure':{'policy':'tolerate','max_failed':3}";
        assertThat(TestJob.of(job, (item, context) -> item.index() < 3 ? Outcome.FAILED : Outcome.OK)
                        .toEnd()
                        .outcome())
                .isEqualTo(JobOutcome.COMPLETED);
        JobRecord.End broken =
                TestJob.of(job, (item, context) -> Outcome.FAILED).toEnd();
        assertThat(broken.outcome()).isEqualTo(JobOutcome.FAILED);
        assertThat(broken.counts().failed()).isEqualTo(4);
    }

    @Test
    void shutdownEndsTheJobWithAnEnd() throws InterruptedException, Exception {
        TestJob job = TestJob.of(TestJob.items(30) + ",'concurrency':{'max':3}", (item, context) -> takesASecond());
        JobRecord.End end = beside(job, () -> {
            Task.sleep(Duration.ofMillis(1500));
            job.run().shutdown();
        });
        assertThat(end.outcome()).isEqualTo(JobOutcome.CANCELLED);
        assertThat(end.cause()).isEqualTo("shutdown");
        assertThat(end.elapsedMillis()).isEqualTo(1500);
        assertThat(job.sink().records().end().path("cause").asText()).isEqualTo("shutdown");
    }

    @Test
    void aJobThatIsStoppedBeforeItRunsBeginsNothing() throws InterruptedException, Exception {
        TestJob job = TestJob.of(TestJob.items(300), (item, context) -> takesASecond());
        job.run().shutdown();
        assertThat(job.toEnd().counts().notStarted()).isEqualTo(300);
        assertThat(job.kind().begun()).isEmpty();
        assertThat(job.sink().records().items()).isEmpty();
    }

    /// Nobody was there any more who could be told: it is accounted for all the same.
    private static JobRecord.End cutShort(TestJob job) throws InterruptedException, Exception {
        return job.time().run(() -> {
            CancelScope.moveOnAfter(Duration.ofMillis(500), scope -> job.run().run());
            return job.run().cutShort();
        });
    }

    @Test
    void aJobThatIsCutShortFromOutsideHasAnEndAllTheSame() throws InterruptedException, Exception {
        TestJob job = TestJob.of(TestJob.items(300), (item, context) -> takesASecond());
        JobRecord.End end = cutShort(job);
        assertThat(end.outcome()).isEqualTo(JobOutcome.CANCELLED);
        assertThat(end.cause()).isEqualTo("shutdown");
        assertThat(end.counts().cancelled()).isPositive();
        assertThat(end.counts().done()).isEqualTo(300);
        assertThat(job.meters()
                        .get("corral.jobs")
                        .tag("kind", "fetch")
                        .tag("outcome", "cancelled")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aJobWhoseClientLeftBeforeItBeganEndsByTheClient() throws InterruptedException, Exception {
        TestJob job = TestJob.of(TestJob.items(3), (item, context) -> takesASecond());
        job.run().cancel();
        assertThat(job.time().run(() -> job.run().cutShort()).cause()).isEqualTo("client");
    }

    @Test
    void theFirstReasonStays() throws InterruptedException, Exception {
        TestJob job = TestJob.of(TestJob.items(3) + ",'deadline_ms':2000", (item, context) -> {
            try {
                return takesASecond();
            } catch (InterruptedException e) {
                CancelScope.shielded(scope -> Task.sleep(Duration.ofSeconds(10)));
                throw e;
            }
        });
        JobRecord.End end = beside(job, () -> {
            Task.sleep(Duration.ofMillis(500));
            job.run().shutdown();
            job.run().cancel();
        });
        assertThat(end.cause()).isEqualTo("shutdown");
        // Told when the last task has ended, and not before.
        assertThat(end.elapsedMillis()).isEqualTo(10_500);
        assertThat(job.kind().ended()).hasSize(3);
    }

    @Test
    void anItemThatEndsInSpiteOfTheCancelIsToldAsItEnded() throws InterruptedException, Exception {
        TestJob job = TestJob.of(TestJob.items(2) + ",'deadline_ms':100", (item, context) -> {
            CancelScope.shielded(scope -> Task.sleep(SECOND));
            return Outcome.OK;
        });
        JobRecord.End end = job.toEnd();
        assertThat(end.outcome()).isEqualTo(JobOutcome.DEADLINE);
        assertThat(end.counts().ok()).isEqualTo(2);
        assertThat(end.counts().cancelled()).isZero();
        assertThat(job.sink().records().items()).hasSize(2);
    }

    @Test
    void theTimeToQuietCountsFromTheDeadlineItself() throws InterruptedException, Exception {
        TestJob job = TestJob.of(TestJob.items(1) + ",'deadline_ms':100", (item, context) -> {
            CancelScope.shielded(scope -> Task.sleep(SECOND));
            return Outcome.OK;
        });
        assertThat(job.toEnd().outcome()).isEqualTo(JobOutcome.DEADLINE);
        assertThat(job.meters().get("corral.cancel").timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(900);
    }

    @Test
    void anErrorOfOursIsTheItemsFailureAndTellsNothing() throws InterruptedException, Exception {
        TestJob job = TestJob.of(TestJob.items(3), (item, context) -> {
            throw new IllegalStateException("secret");
        });
        assertThat(job.toEnd().counts().failed()).isEqualTo(3);
        JsonNode error = job.sink().records().item(0).path("error");
        assertThat(error.path("kind").asText()).isEqualTo("internal");
        assertThat(error.path("detail").asText()).doesNotContain("secret");
    }

    @Test
    void aCancelFromOutsideLeavesNoTask() throws InterruptedException, Exception {
        TestJob job = TestJob.of(TestJob.items(10), (item, context) -> takesASecond());
        job.time().run(() -> {
            CancelScope scope = CancelScope.<Exception>moveOnAfter(
                    Duration.ofMillis(500), opened -> job.run().run());
            assertThat(scope.cancelledCaught()).isTrue();
            return true;
        });
        assertThat(job.kind().ended()).isEqualTo(job.kind().begun());
    }

    @Test
    void itemsThatWereRefusedFailWithoutBeingRun() throws InterruptedException, Exception {
        TestJob job = TestJob.of(
                "'on_invalid':'fail_item','items':['http://a',{'url':'http://b','surprise':1},5]",
                (item, context) -> Outcome.OK);
        JobRecord.End end = job.toEnd();
        assertThat(end.counts().failed()).isEqualTo(2);
        assertThat(job.kind().begun()).containsExactly(0);
        assertThat(job.sink().records().item(1).path("attempts").asInt()).isZero();
        assertThat(job.sink().records().item(2).path("error").path("kind").asText())
                .isEqualTo("invalid");
    }
}
