package dev.corral.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.nursery.Backend;
import dev.corral.nursery.Limiter;
import dev.corral.nursery.Nursery;
import dev.corral.server.job.ItemCheck;
import dev.corral.server.job.JobReader;
import dev.corral.server.job.Read;
import dev.corral.server.job.ReadLimits;
import dev.corral.server.metrics.ServiceMetrics;
import dev.corral.server.pipeline.PipelineKind;
import dev.corral.server.run.JobHost;
import dev.corral.server.run.SharedPermits;
import dev.corral.server.store.Found;
import dev.corral.server.store.JobStore;
import dev.corral.server.store.NewJob;
import dev.corral.server.store.OpenStore;
import dev.corral.server.store.Retried;
import dev.corral.server.store.StoreException;
import dev.corral.server.tracing.JobTrace;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What others find of a job in the moments in which it becomes one.
final class TakingInTest {
    private static final String ID = "j_" + "b".repeat(32);

    @TempDir
    private Path data;

    private final LiveJobs live = new LiveJobs(Quotas.forOne(1024));

    private DetachedJobs detached(JobStore store, Nursery nursery) {
        Backend jdk = Backend.jdk();
        JobHost host = new JobHost(jdk.clock(), InstantSource.system(), new ServiceMetrics(new SimpleMeterRegistry()));
        Kinds kinds = new Kinds(List.of(new PipelineKind(new Limiter("pipeline", 1), jdk.clock())));
        return new DetachedJobs(
                store,
                live,
                new Workplace(
                        new JobNurseries(nursery, nursery), host, kinds, new SharedPermits("turns", 1), tenant -> 1));
    }

    private static Read.Accepted pipeline() throws InterruptedException {
        return (Read.Accepted) new JobReader(ReadLimits.DEFAULT, ItemCheck.NONE)
                .readJson("{\"kind\":\"pipeline\",\"items\":[{\"count\":3}]}".getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable LiveJob takeIn(JobStore store, DetachedJobs detached, Step accepted)
            throws StoreException, InterruptedException {
        Read.Accepted job = pipeline();
        Submission submission = new Submission(ID, "t", job.document(), null, JobTrace.none(ID));
        NewJob row = TakingIn.newJob(submission, Instant.now(), null);
        TakingIn.Contents items = new ItemsRead(store, job.items(), null);
        TakingIn.Contents thenLookedAt = new TakingIn.Contents() {
            @Override
            public long putInto(long key) throws StoreException, InterruptedException {
                return items.putInto(key);
            }

            @Override
            public boolean accept(long key, long total) throws StoreException, InterruptedException {
                boolean done = items.accept(key, total);
                accepted.run();
                return done;
            }
        };
        return new TakingIn(store, detached).takeIn(row, submission, thenLookedAt, live.again("t"));
    }

    @FunctionalInterface
    private interface Step {
        void run() throws StoreException, InterruptedException;
    }

    @Test
    void aJobCanBeToldToStopFromTheMomentInWhichItIsAccepted() throws Exception {
        OpenStore.in(data, (store, nursery) -> {
            DetachedJobs detached = detached(store, nursery);
            Jobs jobs = new Jobs(
                    live,
                    detached,
                    new JobHost(
                            Backend.jdk().clock(),
                            InstantSource.system(),
                            new ServiceMetrics(new SimpleMeterRegistry())));
            LiveJob taken = takeIn(store, detached, () -> {
                jobs.cancel(Objects.requireNonNull(live.find(ID)));
            });
            Objects.requireNonNull(taken).awaitOver();
            assertThat(taken.view().outcome()).isEqualTo("cancelled");
            jobs.forget(ID);
            assertThat(store.find(ID)).isEqualTo(new Found.Absent());
            assertThat(live.all()).isEmpty();
        });
        assertThat(live.detached()).isZero();
    }

    @Test
    void aJobThatIsNotAcceptedIsNotThere() throws Exception {
        OpenStore.in(data, (store, nursery) -> {
            DetachedJobs detached = detached(store, nursery);
            TakingIn.Contents nothing = new ItemsAgain(store, -1, Retried.NOT_DONE);
            Read.Accepted job = pipeline();
            Submission submission = new Submission(ID, "t", job.document(), null, JobTrace.none(ID));
            NewJob row = TakingIn.newJob(submission, Instant.now(), null);
            try (LiveJobs.Place place = live.again("t")) {
                assertThat(new TakingIn(store, detached).takeIn(row, submission, nothing, place))
                        .isNull();
            }
            assertThat(live.all()).isEmpty();
            assertThat(store.find(ID)).isEqualTo(new Found.Absent());
        });
    }
}
