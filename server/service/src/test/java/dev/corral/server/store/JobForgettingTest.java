package dev.corral.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corral.nursery.Nursery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JobForgettingTest {
    @TempDir
    private Path folder;

    @Test
    void forgottenJobIsAbsentAndItsRowsAndKeyAreGone() throws Exception {
        OpenStore.in(folder, (store, nursery) -> {
            var _ = store.claimKey("team-a", "k", "j_1");
            long key = Jobs.accepted(store, Jobs.withKey("j_1", "k"), 5);
            store.begun(key, 1);
            store.append(key, Jobs.records(1, 5));
            long other = Jobs.ended(store, "j_2", Jobs.LATER);
            store.forget("j_1");
            store.forget("j_1");
            store.forget("never was");
            assertThat(store.find("j_1")).isEqualTo(new Found.Absent());
            assertThat(store.evictExpired(Jobs.NOON)).isZero();
            assertThat(store.records(key, 0, 10)).isEmpty();
            assertThat(store.claimKey("team-a", "k", "j_3")).isEqualTo(new KeyState.Fresh());
            assertThat(store.records(other, 0, 10)).hasSize(5);
            assertThatThrownBy(() -> store.append(key, Jobs.records(6, 6))).isInstanceOf(IllegalStateException.class);
        });
        assertThat(StoredRows.count(folder, "jobs")).isEqualTo(1);
        assertThat(StoredRows.count(folder, "items")).isEqualTo(3);
        assertThat(StoredRows.count(folder, "begun")).isZero();
        assertThat(StoredRows.count(folder, "results")).isEqualTo(5);
    }

    @Test
    void statisticsTellRowsThatChangedAndNotThoseThatMight() throws Exception {
        OpenStore.in(folder, (store, nursery) -> {
            var _ = Jobs.accepted(store, "j_1", 5);
            assertThat(store.statistics().rows()).isGreaterThanOrEqualTo(6);
            long rows = store.statistics().rows();
            assertThat(store.evictExpired(Jobs.LATER)).isZero();
            assertThat(store.statistics().lastGroupRows()).isZero();
            assertThat(store.statistics().rows()).isEqualTo(rows);
        });
    }

    @Test
    void othersWriteWhileALargeJobIsRemoved() throws Exception {
        OpenStore.in(folder, (store, nursery) -> {
            long large = Jobs.accepted(store, "j_large", 40_000);
            store.append(large, Jobs.records(1, 40_000));
            long small = Jobs.accepted(store, "j_small", 0);
            AtomicBoolean removed = new AtomicBoolean();
            AtomicInteger between = new AtomicInteger();
            Nursery.open(tasks -> {
                tasks.start(() -> {
                    store.forget("j_large");
                    assertThat(store.evictExpired(Jobs.NOON)).isZero();
                    removed.set(true);
                });
                tasks.start(() -> {
                    while (!removed.get()) {
                        int seq = between.incrementAndGet();
                        store.append(small, Jobs.records(seq, seq));
                    }
                });
            });
            assertThat(between.get()).as("appends during the removal").isGreaterThan(10);
            assertThat(StoredRows.count(folder, "items")).isZero();
        });
    }

    @Test
    void whoForgetsALargeJobDoesNotWaitForItsRows() throws Exception {
        OpenStore.in(folder, (store, nursery) -> {
            long large = Jobs.accepted(store, "j_large", 40_000);
            long before = store.statistics().groups();
            store.forget("j_large");
            assertThat(store.statistics().groups()).isEqualTo(before + 1);
            assertThat(store.find("j_large")).isEqualTo(new Found.Absent());
            assertThat(store.items(large, 0, 1)).isNotEmpty();
        });
    }

    @Test
    void whoAbandonsALargeJobDoesNotWaitForItsRows() throws Exception {
        OpenStore.in(folder, (store, nursery) -> {
            long large = store.begin(Jobs.named("j_large"));
            store.addItems(large, Jobs.items(0, 40_000));
            long before = store.statistics().groups();
            store.abandon(large);
            assertThat(store.statistics().groups()).isEqualTo(before + 1);
        });
    }

    @Test
    void expiredJobsAreEvictedAndRememberedAsSuch() throws Exception {
        OpenStore.in(folder, (store, nursery) -> {
            Jobs.ended(store, "j_old", Jobs.NOON);
            Jobs.ended(store, "j_new", Jobs.LATER);
            Jobs.accepted(store, "j_queued", 1);
            assertThat(store.evictExpired(Jobs.NOON)).isEqualTo(1);
            assertThat(store.evictExpired(Jobs.NOON)).isZero();
            assertThat(store.find("j_old")).isEqualTo(new Found.Evicted("team-a"));
            assertThat(store.find("j_new")).isInstanceOf(Found.Live.class);
            assertThat(store.list(JobFilter.ALL, 10, null).jobs()).hasSize(2);
            store.forget("j_old");
            assertThat(store.find("j_old")).isEqualTo(new Found.Absent());
        });
        assertThat(StoredRows.count(folder, "results")).isEqualTo(5);
    }

    @Test
    void tombstonesGoWithAge() throws Exception {
        StoreOptions options = StoreOptions.DEFAULT.withTombstones(Duration.ofMinutes(1), 100);
        OpenStore.in(folder, options, (store, nursery) -> {
            Jobs.ended(store, "j_1", Jobs.NOON);
            assertThat(store.evictExpired(Jobs.NOON)).isEqualTo(1);
            assertThat(store.evictExpired(Jobs.NOON.plusSeconds(59))).isZero();
            assertThat(store.find("j_1")).isInstanceOf(Found.Evicted.class);
            assertThat(store.evictExpired(Jobs.NOON.plusSeconds(60))).isZero();
            assertThat(store.find("j_1")).isEqualTo(new Found.Absent());
        });
    }

    @Test
    void tombstonesAreBoundedInNumberAndTheOldestGo() throws Exception {
        StoreOptions options = StoreOptions.DEFAULT.withTombstones(Duration.ofDays(1), 3);
        OpenStore.in(folder, options, (store, nursery) -> {
            for (int number = 0; number < 5; number++) {
                Jobs.ended(store, "j_" + number, Jobs.NOON);
                assertThat(store.evictExpired(Jobs.NOON.plusSeconds(number))).isEqualTo(1);
            }
            assertThat(store.find("j_1")).isEqualTo(new Found.Absent());
            assertThat(store.find("j_2")).isInstanceOf(Found.Evicted.class);
        });
        assertThat(StoredRows.count(folder, "tombstones")).isEqualTo(3);
    }

    @Test
    void rowsThatARemovalLeftOverGoWithTheNextEviction() throws Exception {
        OpenStore.in(folder, (store, nursery) -> Jobs.ended(store, "j_1", Jobs.LATER));
        StoredRows.execute(folder, "UPDATE jobs SET state = 'forgotten'");
        OpenStore.in(folder, (store, nursery) -> {
            assertThat(store.find("j_1")).isEqualTo(new Found.Absent());
            assertThat(store.evictExpired(Jobs.NOON)).isZero();
        });
        assertThat(StoredRows.count(folder, "results")).isZero();
        assertThat(StoredRows.count(folder, "jobs")).isZero();
    }
}
