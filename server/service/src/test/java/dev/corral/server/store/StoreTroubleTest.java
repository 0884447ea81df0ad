package dev.corral.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.corral.nursery.CancelScope;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.Task;
import dev.corral.server.store.StoreException.Kind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreTroubleTest {
    private static final StoreOptions SMALL = StoreOptions.DEFAULT.withMaxFileBytes(600_000);

    @TempDir
    private Path folder;

    @Test
    void aWriterThatDiesIsSeenAsBroken() throws Exception {
        try (JobStore store = JobStore.open(folder, StoreOptions.DEFAULT)) {
            store.onCommit(group -> {
                throw new IllegalStateException("as the test says");
            });
            assertThatThrownBy(() -> OpenStore.run(nursery -> {
                        nursery.start("store", store::run);
                        Jobs.accepted(store, "j_1", 1);
                    }))
                    .isInstanceOfAny(IllegalStateException.class, StoreException.class);
            assertThat(store.broken())
                    .isNotNull()
                    .extracting(StoreException::kind)
                    .isEqualTo(Kind.CLOSED);
        }
    }

    /// `PRAGMA max_page_count` gives SQLite's own error for a full disk, on any file system.
    @Test
    void fullStoreSaysSoLosesNothingAndTakesWritesAgainOnceThereIsRoom() throws Exception {
        OpenStore.in(folder, SMALL, (store, nursery) -> {
            Jobs.ended(store, "j_old", Jobs.NOON);
            long key = Jobs.accepted(store, "j_1", 10);
            long acknowledged = fill(store, key);
            assertThat(acknowledged).isGreaterThan(100);
            assertThat(Objects.requireNonNull(store.statistics().failing()).kind())
                    .isEqualTo(Kind.FULL);
            assertThat(Jobs.seqs(store.records(key, 0, 10_000))).hasSize((int) acknowledged);
            store.forget("j_1");
            assertThat(store.statistics().failing()).isNull();
            Jobs.accepted(store, "j_2", 10);
        });
        assertThat(StoredRows.text(folder, "PRAGMA integrity_check")).isEqualTo("ok");
    }

    private static long fill(JobStore store, long key) throws InterruptedException {
        long seq = 0;
        while (true) {
            try {
                store.append(key, Jobs.records(seq + 1, seq + 100));
                seq += 100;
            } catch (StoreException full) {
                assertThat(full.kind()).isEqualTo(Kind.FULL);
                assertThat(full).hasMessageContaining("corral.db").hasMessageContaining("free some room");
                return seq;
            }
        }
    }

    @Test
    void otherProgramsTransactionIsWaitedForAndThenSaidToLock() throws Exception {
        StoreOptions impatient = StoreOptions.DEFAULT.withBusyTimeout(Duration.ofMillis(50));
        OpenStore.in(folder, impatient, (store, nursery) -> {
            long key = Jobs.accepted(store, "j_1", 10);
            try (Connection other = StoredRows.connect(folder);
                    Statement statement = other.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                StoreException refusal =
                        catchThrowableOfType(StoreException.class, () -> store.append(key, Jobs.records(1, 5)));
                assertThat(refusal.kind()).isEqualTo(Kind.LOCKED);
                assertThat(store.records(key, 0, 10)).isEmpty();
                statement.execute("COMMIT");
            }
            store.append(key, Jobs.records(1, 5));
            assertThat(store.records(key, 0, 10)).hasSize(5);
        });
    }

    @Test
    void writesThatWereHandedOverAreCommittedWhenTheWriterIsCancelled() throws Exception {
        AtomicInteger acknowledged = new AtomicInteger();
        try (JobStore store = JobStore.open(folder, StoreOptions.DEFAULT)) {
            OpenStore.run(nursery -> {
                Task<Void> writer = nursery.start(store::run);
                long key = Jobs.accepted(store, "j_1", 10);
                Nursery.open(writers -> {
                    for (int seq = 1; seq <= 50; seq++) {
                        int mine = seq;
                        writers.start(() -> appendUntilRefused(store, key, mine, acknowledged));
                    }
                    while (acknowledged.get() < 100) {
                        Task.sleep(Duration.ofMillis(1));
                    }
                    writer.cancel("shutdown");
                });
            });
        }
        assertThat(StoredRows.count(folder, "results")).isEqualTo(acknowledged.get());
    }

    /// In steps of fifty, so that no two of those who do this meet.
    private static void appendUntilRefused(JobStore store, long key, int first, AtomicInteger acknowledged)
            throws InterruptedException {
        try {
            for (int seq = first; seq < Integer.MAX_VALUE - 50; seq += 50) {
                store.append(key, Jobs.records(seq, seq));
                acknowledged.incrementAndGet();
            }
        } catch (StoreException closed) {
            assertThat(closed.kind()).isEqualTo(Kind.CLOSED);
        }
    }

    @Test
    void writeThatWasHandedOverIsStoredThoughItsCallerIsCancelled() throws Exception {
        try (JobStore store = JobStore.open(folder, StoreOptions.DEFAULT)) {
            OpenStore.run(nursery -> {
                Task<Long> begin = nursery.start(() -> store.begin(Jobs.named("j_1")));
                while (store.statistics().queueDepth() == 0) {
                    Task.sleep(Duration.ofMillis(1));
                }
                begin.cancel("the client left");
                Task<Void> writer = nursery.start(store::run);
                assertThat(begin.await()).isPositive();
                writer.cancel("the test is over");
            });
        }
        assertThat(StoredRows.number(folder, "SELECT count(*) FROM jobs WHERE state = 'taking_in'"))
                .isEqualTo(1);
    }

    @Test
    void cancelledCallerHandsNothingOver() throws Exception {
        OpenStore.in(folder, (store, nursery) -> {
            CancelScope.open(scope -> {
                scope.cancel("before");
                var _ = store.begin(Jobs.named("j_1"));
            });
            assertThat(StoredRows.count(folder, "jobs")).isZero();
        });
    }

    @Test
    void closedStoreRefusesAndDoesNotHang() throws Exception {
        JobStore store = JobStore.open(folder, StoreOptions.DEFAULT);
        store.close();
        store.close();
        OpenStore.run(nursery -> {
            assertThatThrownBy(() -> store.begin(Jobs.named("j_1"))).isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> store.find("j_1")).isInstanceOf(StoreException.class);
            assertThatThrownBy(store::run).isInstanceOf(IllegalStateException.class);
        });
    }
}
