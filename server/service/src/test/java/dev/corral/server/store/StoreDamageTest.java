package dev.corral.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.corral.server.store.StoreException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Stores that were harmed in the midst, where opening them alone does not tell.
final class StoreDamageTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void fill() throws Exception {
        OpenStore.in(
                folder, (store, nursery) -> store.append(Jobs.accepted(store, "j_1", 100), Jobs.records(1, 20_000)));
    }

    private StoreException refusal() {
        return catchThrowableOfType(StoreException.class, () -> {
            try (JobStore store = JobStore.open(folder, StoreOptions.DEFAULT)) {
                assertThat(store).as("was opened").isNull();
            }
        });
    }

    private void overwrite(int pages) throws IOException {
        byte[] noise = new byte[pages * Schema.PAGE_BYTES];
        new Random(1).nextBytes(noise);
        try (FileChannel channel = FileChannel.open(folder.resolve("corral.db"), StandardOpenOption.WRITE)) {
            long middle = channel.size() / 2 / Schema.PAGE_BYTES * Schema.PAGE_BYTES;
            channel.write(ByteBuffer.wrap(noise), middle);
        }
    }

    @Test
    void pagesThatWereOverwrittenAreToldWithTheFileAndWhatHelps() throws Exception {
        overwrite(20);
        StoreException refusal = refusal();
        assertThat(refusal.kind()).isEqualTo(Kind.CORRUPT);
        assertThat(refusal)
                .hasMessageContaining(folder.resolve("corral.db").toString())
                .hasMessageContaining("damaged")
                .hasMessageContaining("restore a copy");
    }

    @Test
    void whatIsMissingIsNamed() throws Exception {
        StoredRows.execute(folder, "DROP TABLE tombstones", "DROP INDEX results_not_ok");
        StoreException refusal = refusal();
        assertThat(refusal.kind()).isEqualTo(Kind.CORRUPT);
        assertThat(refusal)
                .hasMessageContaining("corral.db has no results_not_ok, tombstones")
                .hasMessageContaining("move it away");
    }

    @Test
    void nothingMoreIsWrittenOnceDamageWasFound() throws Exception {
        OpenStore.in(folder, (store, nursery) -> {
            long key = store.unfinished().getFirst().key();
            StoredRows.execute(
                    folder,
                    "PRAGMA writable_schema = ON",
                    "UPDATE sqlite_schema SET rootpage = 1000000 WHERE name = 'results'",
                    "PRAGMA schema_version = 1000");
            StoreException found =
                    catchThrowableOfType(StoreException.class, () -> store.append(key, Jobs.records(20_001, 20_002)));
            assertThat(found.kind()).isEqualTo(Kind.CORRUPT);
            StoreException then =
                    catchThrowableOfType(StoreException.class, () -> store.state(key, StoredState.PAUSED));
            assertThat(then).hasMessage(found.getMessage());
            assertThat(Objects.requireNonNull(store.broken()).kind()).isEqualTo(Kind.CORRUPT);
        });
    }
}
