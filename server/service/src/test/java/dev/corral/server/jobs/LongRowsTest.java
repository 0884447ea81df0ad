package dev.corral.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.job.FetchItem;
import dev.corral.server.job.FetchRequest;
import dev.corral.server.job.Item;
import dev.corral.server.job.ItemSource;
import dev.corral.server.store.JobStore;
import dev.corral.server.store.NewJob;
import dev.corral.server.store.OpenStore;
import dev.corral.server.store.StoreException;
import dev.corral.server.store.StoredJob;
import dev.corral.server.stream.ItemDetail;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Few long items or records go to the store like many short ones: before they fill the memory.
final class LongRowsTest {
    private static final NewJob JOB = new NewJob("j_1", "t", "fetch", null, "{}", "{}", Instant.EPOCH, null, null);
    private static final String LONG = "x".repeat(400_000);
    private static final int ITEMS = 9;

    @TempDir
    private Path data;

    /// Sees what is stored when it is asked for more.
    private static final class Watching implements ItemSource {
        private final JobStore store;
        private final long job;
        private int given;
        private int mostUnstored;

        Watching(JobStore store, long job) {
            this.store = store;
            this.job = job;
        }

        @Override
        public @Nullable Item next() throws InterruptedException {
            mostUnstored = Math.max(mostUnstored, given - stored());
            if (given == ITEMS) {
                return null;
            }
            FetchRequest plain = new FetchRequest(null, Map.of(), null, null, false);
            return new FetchItem(given++, null, "http://a.test/" + LONG, plain, null);
        }

        private int stored() throws InterruptedException {
            try {
                int found = 0;
                for (int more = 1; more > 0; found += more) {
                    more = store.items(job, found, ITEMS).size();
                }
                return found;
            } catch (StoreException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public long totalOrMinusOne() {
            return -1;
        }
    }

    @Test
    void longItemsAreStoredBeforeAllAreRead() throws Exception {
        OpenStore.in(data, (store, nursery) -> {
            long key = store.begin(JOB);
            Watching items = new Watching(store, key);
            assertThat(new ItemsRead(store, items, null).putInto(key)).isEqualTo(ITEMS);
            assertThat(items.mostUnstored).isLessThanOrEqualTo(3);
            assertThat(items.stored()).isEqualTo(ITEMS);
        });
    }

    @Test
    void longRecordsAreStoredAFewAtATime() throws Exception {
        OpenStore.in(data, (store, nursery) -> {
            long key = store.begin(JOB);
            store.accept(key, null, ITEMS);
            List<Long> told = new ArrayList<>();
            StoreSink.Target target =
                    new StoreSink.Target(key, Duration.ofMinutes(1), (seq, counts) -> told.add(counts.ok()));
            StoredJob row = StoredJob.queued(JOB, key, ITEMS);
            StoreSink sink = new StoreSink(
                    new StoreCalls(store, new Backlog()),
                    target,
                    InstantSource.system(),
                    StoreSink.Before.nothing(row));
            sink.write(IntStream.range(0, ITEMS).mapToObj(LongRowsTest::record).toList());
            assertThat(told).containsExactly(3L, 6L, 9L);
        });
    }

    private static JobRecord record(int index) {
        ItemDetail.Timing timing = new ItemDetail.Timing(0, 0, 0, 0, 0);
        ItemDetail detail =
                new ItemDetail.Fetched(200, "http://a.test/", LONG.length(), LONG.length(), null, LONG, null, timing);
        return new JobRecord.ItemDone(index, null, Outcome.OK, 1, null, detail);
    }
}
