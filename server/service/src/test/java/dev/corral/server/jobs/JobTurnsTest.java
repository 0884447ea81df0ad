package dev.corral.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.nursery.Backend;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.Task;
import dev.corral.server.job.ItemCheck;
import dev.corral.server.job.JobReader;
import dev.corral.server.job.Read;
import dev.corral.server.job.ReadLimits;
import dev.corral.server.metrics.ServiceMetrics;
import dev.corral.server.run.JobHost;
import dev.corral.server.run.JobStatus;
import dev.corral.server.run.SharedPermits;
import dev.corral.server.store.JobStore;
import dev.corral.server.store.OpenStore;
import dev.corral.server.store.StoreException;
import dev.corral.server.tracing.JobTrace;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which of the stored jobs run, where there are more than may run at once.
final class JobTurnsTest {
    @TempDir
    private Path data;

    private final LiveJobs live = new LiveJobs(Quotas.forOne(1024));
    private final ScriptedKind kind = new ScriptedKind();
    private final SharedPermits turns = new SharedPermits("turns", 1);

    private Jobs jobs(JobStore store, Nursery nursery) {
        JobHost host = new JobHost(
                Backend.jdk().clock(), InstantSource.system(), new ServiceMetrics(new SimpleMeterRegistry()));
        Workplace place =
                new Workplace(new JobNurseries(nursery, nursery), host, new Kinds(List.of(kind)), turns, tenant -> 1);
        return new Jobs(live, new DetachedJobs(store, live, place), host);
    }

    private LiveJob takenIn(Jobs jobs, String tenant, String items) throws StoreException, InterruptedException {
        String document = "{\"kind\":\"fetch\",\"concurrency\":{\"max\":1},\"items\":[" + items + "]}";
        Read.Accepted read = (Read.Accepted)
                new JobReader(ReadLimits.DEFAULT, ItemCheck.NONE).readJson(document.getBytes(StandardCharsets.UTF_8));
        String id = JobIds.next();
        Submission submission = new Submission(id, tenant, read.document(), null, JobTrace.none(id));
        return jobs.takeIn(submission, read.items(), live.again(tenant), () -> new byte[0]);
    }

    private static void until(BooleanSupplier check) throws InterruptedException {
        while (!check.getAsBoolean()) {
            Task.sleep(Duration.ofMillis(2));
        }
    }

    private static String waitingFor(LiveJob job) {
        JobStatus progress = job.view().progress();
        return progress == null ? "" : String.valueOf(progress.waitingFor());
    }

    @Test
    void aPausedJobGivesItsTurnAndWaitsForAnother() throws Exception {
        OpenStore.in(data, (store, nursery) -> {
            Jobs jobs = jobs(store, nursery);
            LiveJob first = takenIn(jobs, "t", "\"http://a.test/1\",\"http://a.test/2\"");
            until(() -> kind.attempts() == 1);
            assertThat(jobs.pause(first)).isTrue();
            LiveJob second = takenIn(jobs, "t", "\"http://a.test/3\"");
            kind.allow(1);
            until(() -> kind.attempts() == 2);
            assertThat(second.state()).isEqualTo(JobState.RUNNING);
            assertThat(first.state()).isEqualTo(JobState.PAUSED);

            assertThat(jobs.resume(first)).isTrue();
            until(() -> waitingFor(first).equals("turn"));
            assertThat(kind.attempts()).isEqualTo(2);
            kind.allow(3);
            second.awaitOver();
            first.awaitOver();
            assertThat(first.view().counts().ok()).isEqualTo(2);
        });
        assertThat(turns.borrowed()).isZero();
    }

    @Test
    void aJobThatIsCancelledWhileItsTurnIsGivenEnds() throws Exception {
        OpenStore.in(data, (store, nursery) -> {
            Jobs jobs = jobs(store, nursery);
            LiveJob first = takenIn(jobs, "t", "\"http://a.test/1\",\"http://a.test/2\"");
            until(() -> kind.attempts() == 1);
            assertThat(jobs.pause(first)).isTrue();
            kind.allow(1);
            until(() -> turns.borrowed() == 0);
            jobs.cancel(first);
            first.awaitOver();
            assertThat(first.view().outcome()).isEqualTo("cancelled");
        });
        assertThat(turns.borrowed()).isZero();
    }

    @Test
    void turnsGoRoundAmongTenants() throws Exception {
        OpenStore.in(data, (store, nursery) -> {
            Jobs jobs = jobs(store, nursery);
            List<LiveJob> many = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                many.add(takenIn(jobs, "many", "\"http://a.test/" + i + "\""));
            }
            until(() -> turns.waiting() == 4);
            LiveJob one = takenIn(jobs, "one", "\"http://a.test/6\"");
            until(() -> turns.waiting() == 5);
            kind.allow(2);
            one.awaitOver();
            assertThat(many.stream().filter(LiveJob::isOver)).hasSizeLessThan(2);
            kind.allow(6);
            for (LiveJob each : many) {
                each.awaitOver();
            }
        });
    }
}
