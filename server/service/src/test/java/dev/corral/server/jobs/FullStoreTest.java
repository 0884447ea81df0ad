package dev.corral.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.nursery.Backend;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.Task;
import dev.corral.server.access.Caller;
import dev.corral.server.job.ItemCheck;
import dev.corral.server.job.JobReader;
import dev.corral.server.job.Read;
import dev.corral.server.job.ReadLimits;
import dev.corral.server.metrics.ServiceMetrics;
import dev.corral.server.run.JobHost;
import dev.corral.server.run.SharedPermits;
import dev.corral.server.store.JobStore;
import dev.corral.server.store.NewJob;
import dev.corral.server.store.OpenStore;
import dev.corral.server.store.StoreException;
import dev.corral.server.store.StoreException.Kind;
import dev.corral.server.store.StoreOptions;
import dev.corral.server.store.StoredRecord;
import dev.corral.server.tracing.JobTrace;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What stored jobs do while the store has no room for their results.
final class FullStoreTest {
    private static final StoreOptions SMALL = StoreOptions.DEFAULT.withMaxFileBytes(2_000_000);
    private static final Caller SOMEBODY = new Caller("t", Caller.Role.USER, 1);
    private static final int ITEMS = 3_000;
    private static final int AT_ONCE = 8;
    private static final int BEFORE = 200;
    private static final int UNTIL_KNOWN = 20;

    @TempDir
    private Path data;

    private final LiveJobs live = new LiveJobs(Quotas.forOne(1024));
    private final ScriptedKind kind = new ScriptedKind();
    private final JobHost host =
            new JobHost(Backend.jdk().clock(), InstantSource.system(), new ServiceMetrics(new SimpleMeterRegistry()));

    private Jobs jobs(JobStore store, Nursery nursery) {
        Workplace place = new Workplace(
                new JobNurseries(nursery, nursery),
                host,
                new Kinds(List.of(kind)),
                new SharedPermits("turns", 8),
                tenant -> 1);
        return new Jobs(live, new DetachedJobs(store, live, place), host);
    }

    private LiveJob takenIn(Jobs jobs) throws StoreException, InterruptedException {
        String items = IntStream.range(0, ITEMS)
                .mapToObj(i -> "\"http://a.test/" + i + "\"")
                .collect(Collectors.joining(","));
        String document = "{\"kind\":\"fetch\",\"concurrency\":{\"max\":" + AT_ONCE + ",\"per_host\":" + AT_ONCE
                + "},\"items\":[" + items + "]}";
        Read.Accepted read = (Read.Accepted)
                new JobReader(ReadLimits.DEFAULT, ItemCheck.NONE).readJson(document.getBytes(StandardCharsets.UTF_8));
        String id = JobIds.next();
        Submission submission = new Submission(id, "t", read.document(), null, JobTrace.none(id));
        return jobs.takeIn(submission, read.items(), live.again("t"), () -> new byte[0]);
    }

    /// Leaves no room in the store, but for what [JobStore#forget] of `j_filler` gives.
    private static void fill(JobStore store) throws StoreException, InterruptedException {
        long key = store.begin(new NewJob("j_filler", "t", "fetch", null, "{}", "{}", Instant.now(), null, null));
        store.accept(key, null, 0);
        long seq = 1;
        for (int size = 1_000; size > 0; size /= 10) {
            seq = fill(store, key, seq, size);
        }
    }

    private static long fill(JobStore store, long key, long from, int size) throws InterruptedException {
        long seq = from;
        while (true) {
            try {
                store.append(key, records(seq, size));
                seq += size;
            } catch (StoreException full) {
                assertThat(full.kind()).isEqualTo(Kind.FULL);
                return seq;
            }
        }
    }

    private static List<StoredRecord> records(long from, int size) {
        byte[] line = "{}".getBytes(StandardCharsets.US_ASCII);
        return LongStream.range(from, from + size)
                .mapToObj(seq -> new StoredRecord(seq, "progress", StoredRecord.NO_INDEX, null, line))
                .toList();
    }

    private static void until(Check check) throws StoreException, InterruptedException {
        while (!check.holds()) {
            Task.sleep(Duration.ofMillis(2));
        }
    }

    @FunctionalInterface
    private interface Check {
        boolean holds() throws StoreException, InterruptedException;
    }

    @Test
    void jobsBeginNothingThatCannotBeStoredAndGoOnOnceThereIsRoom() throws Exception {
        OpenStore.in(data, SMALL, (store, nursery) -> {
            Jobs jobs = jobs(store, nursery);
            LiveJob job = takenIn(jobs);
            kind.allow(BEFORE);
            until(() -> job.seen().counts().ok() == BEFORE);
            fill(store);

            kind.allow(BEFORE + UNTIL_KNOWN);
            until(() -> "store".equals(waitingFor(job)));
            kind.allow(ITEMS);
            until(() -> inFlight(job) == 0);
            assertThat(kind.attempts()).isBetween(BEFORE + UNTIL_KNOWN, BEFORE + UNTIL_KNOWN + AT_ONCE);
            long stored = job.seen().counts().done();
            assertThat(stored).isEqualTo(storedItems(store, job));
            assertThat(jobs.admit(SOMEBODY, true)).isEqualTo(new Admission.NoStore(Kind.FULL));
            assertThat(jobs.admit(SOMEBODY, false)).isInstanceOf(Admission.Granted.class);

            store.forget("j_filler");
            assertThat(store.evictExpired(Instant.EPOCH)).isZero();
            job.awaitOver();
            assertThat(job.seen().counts().ok()).isEqualTo(ITEMS);
            assertThat(kind.attempts()).isEqualTo(ITEMS);
            assertThat(jobs.admit(SOMEBODY, true)).isInstanceOf(Admission.Granted.class);
        });
    }

    private static String waitingFor(LiveJob job) throws InterruptedException {
        var progress = job.seen().progress();
        return progress == null || progress.waitingFor() == null ? "" : progress.waitingFor();
    }

    private static long inFlight(LiveJob job) throws InterruptedException {
        var progress = job.seen().progress();
        return progress == null ? -1 : progress.inFlight();
    }

    private static long storedItems(JobStore store, LiveJob job) throws StoreException, InterruptedException {
        return store.results(job.stored().row().key(), null, 0, ITEMS).size();
    }
}
