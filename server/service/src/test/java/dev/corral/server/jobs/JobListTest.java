package dev.corral.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.access.Caller;
import dev.corral.server.job.JobDocument;
import dev.corral.server.job.JobReader;
import dev.corral.server.store.JobStore;
import dev.corral.server.store.NewJob;
import dev.corral.server.store.OpenStore;
import dev.corral.server.store.StoreException;
import dev.corral.server.store.StoredJob;
import dev.corral.server.tracing.JobTrace;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which jobs a list holds, and in what order.
final class JobListTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    private Path data;

    private final LiveJobs live = new LiveJobs(Quotas.forOne(1024));
    private final JobDocument document = JobReader.readDocument("{\"kind\":\"fetch\"}");

    private JobList list(JobStore store) {
        return new JobList(live, new EndedJobs(), store, InstantSource.fixed(NOON));
    }

    private static String id(int number) {
        return "j_%032d".formatted(number);
    }

    /// In the store it runs, as a job that did when the service ended.
    private LiveJob waiting(JobStore store, int number) throws StoreException, InterruptedException {
        NewJob job = new NewJob(id(number), "t", "fetch", null, "{}", "{}", NOON, null, null);
        long key = store.begin(job);
        store.accept(key, null, 0);
        store.started(key, NOON);
        LiveJob waiting = LiveJob.detached(
                StoredJob.queued(job, key, 0), document, InstantSource.fixed(NOON), JobTrace.none(id(number)));
        live.add(waiting);
        return waiting;
    }

    private static List<String> ids(JobPage page) {
        return page.jobs().stream().map(view -> view.identity().id()).toList();
    }

    @Test
    void aListOfAStateHoldsTheJobsThatAreShownInIt() throws Exception {
        OpenStore.in(data, (store, nursery) -> {
            for (int i = 0; i < 9; i++) {
                LiveJob job = waiting(store, i);
                if (i % 3 == 0) {
                    assertThat(job.pause()).isTrue();
                }
            }
            assertThat(ids(list(store).page(Caller.ANYBODY, JobState.RUNNING, 10, null)))
                    .isEmpty();
            assertThat(ids(list(store).page(Caller.ANYBODY, JobState.QUEUED, 10, null)))
                    .containsExactly(id(8), id(7), id(5), id(4), id(2), id(1));
            List<String> paused = new ArrayList<>();
            String cursor = null;
            do {
                JobPage page = list(store).page(Caller.ANYBODY, JobState.PAUSED, 1, cursor);
                paused.addAll(ids(page));
                cursor = page.nextCursor();
            } while (cursor != null);
            assertThat(paused).containsExactly(id(6), id(3), id(0));
        });
    }

    @Test
    void aCursorIsOursWhateverDigitsThePlaceUses() throws Exception {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            OpenStore.in(data, (store, nursery) -> {
                for (int i = 0; i < 3; i++) {
                    String id = String.format(Locale.ROOT, "j_%032d", i);
                    live.add(LiveJob.attached(
                            new LiveJob.Naming(id, "t", JobTrace.none(id)), document, InstantSource.fixed(NOON)));
                }
                @Nullable
                String cursor = list(store).page(Caller.ANYBODY, null, 2, null).nextCursor();
                assertThat(ids(list(store).page(Caller.ANYBODY, null, 2, cursor)))
                        .hasSize(1);
            });
        } finally {
            Locale.setDefault(before);
        }
    }
}
