package dev.corral.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.nursery.Backend;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.Task;
import dev.corral.server.config.ServerConfig;
import dev.corral.server.store.JobStore;
import dev.corral.server.store.NewJob;
import dev.corral.server.store.StoreException;
import dev.corral.server.store.StoredRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where the store is, and how large it may become.
final class DataFolderTest {
    private static final long MOST = 16L << 20;
    private static final int RECORD = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void theStoreGrowsNoFurtherThanTheOperatorWants() throws InterruptedException, Exception {
        try (DataFolder data = DataFolder.open(new ServerConfig.Storage(folder, MOST))) {
            Backend.jdk().run(() -> {
                Nursery.open(nursery -> {
                    Task<Void> writer = nursery.start("store writer", data.store()::run);
                    StoreException refused = filled(data.store());
                    writer.cancel("the test is over");
                    assertThat(refused.kind()).isEqualTo(StoreException.Kind.FULL);
                    assertThat(refused).hasMessageContaining("--store-max");
                });
                return true;
            });
        }
        assertThat(folder.resolve("corral.db").toFile())
                .satisfies(file -> assertThat(file.length()).isLessThanOrEqualTo(MOST));
    }

    private static StoreException filled(JobStore store) throws InterruptedException, StoreException {
        long job = store.begin(new NewJob("j_1", "t", "fetch", null, "{}", "{}", Instant.EPOCH, null, null));
        store.accept(job, null, 0);
        for (long seq = 1; seq < 2 * MOST / RECORD; seq++) {
            try {
                store.append(
                        job, List.of(new StoredRecord(seq, "progress", StoredRecord.NO_INDEX, null, new byte[RECORD])));
            } catch (StoreException e) {
                return e;
            }
        }
        throw new AssertionError("all of it was stored");
    }
}
