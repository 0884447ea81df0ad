package dev.corral.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.nursery.Backend;
import dev.corral.server.metrics.ServiceMetrics;
import dev.corral.server.run.JobHost;
import dev.corral.server.run.SharedPermits;
import dev.corral.server.store.JobStore;
import dev.corral.server.store.NewJob;
import dev.corral.server.store.OpenStore;
import dev.corral.server.store.StoreOptions;
import dev.corral.server.store.StoredItem;
import dev.corral.server.store.StoredRecord;
import dev.corral.server.store.StoredState;
import dev.corral.server.stream.Counts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is seen of a job that an earlier process left.
final class RecalledJobTest {
    private static final Instant STARTED = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    private Path data;

    private void leave(StoredState state) throws Exception {
        OpenStore.in(data, (store, nursery) -> {
            long key = store.begin(new NewJob(
                    "j_1", "t", "fetch", null, "{}", "{\"kind\":\"fetch\",\"items\":[]}", STARTED, null, null));
            store.addItems(
                    key,
                    IntStream.range(0, 9)
                            .mapToObj(i -> new StoredItem(i, null, "\"http://a.test/" + i + "\""))
                            .toList());
            store.accept(key, null, 9);
            store.started(key, STARTED);
            store.append(key, List.of(item(1, 0, "ok"), item(2, 1, "ok"), item(3, 2, "failed")));
            store.state(key, state);
        });
    }

    private static StoredRecord item(long seq, int index, String outcome) {
        return new StoredRecord(seq, "item", index, outcome, "{}".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aPausedJobShowsWhatIsStoredOfIt() throws Exception {
        leave(StoredState.PAUSED);
        JobHost host = new JobHost(
                Backend.jdk().clock(), InstantSource.system(), new ServiceMetrics(new SimpleMeterRegistry()));
        LiveJobs live = new LiveJobs(Quotas.forOne(1024));
        try (JobStore store = JobStore.open(data, StoreOptions.DEFAULT)) {
            OpenStore.run(nursery -> {
                Workplace place = new Workplace(
                        new JobNurseries(nursery, nursery),
                        host,
                        new Kinds(List.of(new ScriptedKind())),
                        new SharedPermits("turns", 1),
                        tenant -> 1);
                new DetachedJobs(store, live, place).start(nursery);
                JobView seen = Objects.requireNonNull(live.find("j_1")).seen();
                assertThat(seen.state()).isEqualTo(JobState.PAUSED);
                assertThat(seen.counts()).isEqualTo(new Counts(9, 2, 1, 0, 0, 0, 0));
                assertThat(seen.started()).isEqualTo(STARTED);
                nursery.cancel("the test is over");
            });
        }
    }
}
