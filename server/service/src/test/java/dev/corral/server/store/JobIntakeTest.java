package dev.corral.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JobIntakeTest {
    @TempDir
    private Path folder;

    @Test
    void jobIsAbsentUntilItIsAccepted() throws Exception {
        OpenStore.in(folder, (store, nursery) -> {
            long key = store.begin(Jobs.named("j_1"));
            store.addItems(key, Jobs.items(0, 10));
            assertThat(store.find("j_1")).isEqualTo(new Found.Absent());
            assertThat(store.list(JobFilter.ALL, 10, null).jobs()).isEmpty();
            assertThat(store.unfinished()).isEmpty();
            store.accept(key, null, 10);
            assertThat(store.find("j_1")).isInstanceOf(Found.Live.class);
        });
    }

    @Test
    void allThatWasGivenIsThereAfterAnotherStart() throws Exception {
        OpenStore.in(folder, (store, nursery) -> Jobs.accepted(store, "j_1", 5));
        OpenStore.in(folder, (store, nursery) -> {
            StoredJob job = store.unfinished().getFirst();
            assertThat(job)
                    .usingRecursiveComparison()
                    .isEqualTo(new StoredJob(
                            job.key(),
                            "j_1",
                            "team-a",
                            "fetch",
                            "nightly",
                            "{\"a\":\"b\"}",
                            "{\"kind\":\"fetch\"}",
                            StoredState.QUEUED,
                            null,
                            null,
                            Jobs.NOON,
                            null,
                            null,
                            null,
                            5,
                            StoredCounts.NONE,
                            null,
                            null));
            assertThat(store.items(job.key(), 0, 100)).isEqualTo(Jobs.items(0, 5));
            assertThat(store.items(job.key(), 3, 1)).isEqualTo(Jobs.items(3, 4));
        });
    }

    @Test
    void whatWasNotAcceptedIsDroppedByTheNextStartWithItsKey() throws Exception {
        OpenStore.in(folder, (store, nursery) -> {
            assertThat(store.claimKey("team-a", "k", "j_1")).isEqualTo(new KeyState.Fresh());
            store.addItems(store.begin(Jobs.withKey("j_1", "k")), Jobs.items(0, 10));
        });
        OpenStore.in(folder, (store, nursery) -> {
            assertThat(store.find("j_1")).isEqualTo(new Found.Absent());
            assertThat(store.claimKey("team-a", "k", "j_2")).isEqualTo(new KeyState.Fresh());
            assertThat(store.evictExpired(Jobs.NOON)).isZero();
        });
        assertThat(StoredRows.count(folder, "items")).isZero();
        assertThat(StoredRows.count(folder, "jobs")).isZero();
    }

    @Test
    void abandonedJobLeavesNothing() throws Exception {
        OpenStore.in(folder, (store, nursery) -> {
            var _ = store.claimKey("team-a", "k", "j_1");
            long key = store.begin(Jobs.withKey("j_1", "k"));
            store.addItems(key, Jobs.items(0, 10));
            store.abandon(key);
            store.abandon(key);
            assertThat(store.claimKey("team-a", "k", "j_2")).isEqualTo(new KeyState.Fresh());
            assertThat(store.evictExpired(Jobs.NOON)).isZero();
        });
        assertThat(StoredRows.count(folder, "items")).isZero();
        assertThat(StoredRows.count(folder, "jobs")).isZero();
    }

    @Test
    void acceptedJobCannotBeAbandonedNorGrow() throws Exception {
        OpenStore.in(folder, (store, nursery) -> {
            long key = Jobs.accepted(store, "j_1", 1);
            assertThatThrownBy(() -> store.abandon(key))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is queued, expected taking_in");
            assertThatThrownBy(() -> store.addItems(key, Jobs.items(1, 2))).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> store.accept(key, null, 1)).isInstanceOf(IllegalStateException.class);
            assertThat(store.items(key, 0, 10)).hasSize(1);
        });
    }

    @Test
    void keyHasOneWinnerPerTenant() throws Exception {
        OpenStore.in(folder, (store, nursery) -> {
            assertThat(store.claimKey("team-a", "k", "j_1")).isEqualTo(new KeyState.Fresh());
            assertThat(store.claimKey("team-a", "k", "j_2")).isEqualTo(new KeyState.TakingIn("j_1"));
            assertThat(store.claimKey("team-b", "k", "j_3")).isEqualTo(new KeyState.Fresh());
            long key = store.begin(Jobs.withKey("j_1", "k"));
            store.accept(key, new byte[] {1, 2}, 0);
            assertThat(store.claimKey("team-a", "k", "j_4"))
                    .usingRecursiveComparison()
                    .isEqualTo(new KeyState.Taken("j_1", new byte[] {1, 2}));
        });
    }

    @Test
    void acceptedKeyWithoutDigestIsTaken() throws Exception {
        OpenStore.in(folder, (store, nursery) -> {
            var _ = store.claimKey("team-a", "k", "j_1");
            store.accept(store.begin(Jobs.withKey("j_1", "k")), null, 0);
            assertThat(store.claimKey("team-a", "k", "j_2"))
                    .usingRecursiveComparison()
                    .isEqualTo(new KeyState.Taken("j_1", new byte[0]));
        });
    }

    @Test
    void claimCanBeTakenBackBeforeItsJobBeginsAndNotLater() throws Exception {
        OpenStore.in(folder, (store, nursery) -> {
            var _ = store.claimKey("team-a", "k", "j_1");
            store.unclaimKey("team-a", "k", "j_other");
            assertThat(store.claimKey("team-a", "k", "j_2")).isEqualTo(new KeyState.TakingIn("j_1"));
            store.unclaimKey("team-a", "k", "j_1");
            assertThat(store.claimKey("team-a", "k", "j_2")).isEqualTo(new KeyState.Fresh());
            var _ = store.begin(Jobs.withKey("j_2", "k"));
            store.unclaimKey("team-a", "k", "j_2");
            assertThat(store.claimKey("team-a", "k", "j_3")).isEqualTo(new KeyState.TakingIn("j_2"));
        });
    }

    @Test
    void hostileTextComesBackUnchanged() throws Exception {
        String hostile = "'; DROP TABLE jobs; -- \u0000 \ud83d\udc0e \" \\ %s";
        NewJob job = new NewJob("j_1", hostile, hostile, hostile, hostile, hostile, Jobs.NOON, null, null);
        OpenStore.in(folder, (store, nursery) -> {
            long key = store.begin(job);
            store.addItems(key, List.of(new StoredItem(0, hostile, hostile)));
            store.accept(key, null, 1);
            StoredJob stored =
                    store.list(new JobFilter(hostile, Set.of()), 1, null).jobs().getFirst();
            assertThat(stored.name()).isEqualTo(hostile);
            assertThat(stored.documentJson()).isEqualTo(hostile);
            assertThat(store.items(key, 0, 1)).containsExactly(new StoredItem(0, hostile, hostile));
        });
    }
}
