package dev.corral.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corral.nursery.Nursery;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JobRecoveryTest {
    @TempDir
    private Path folder;

    @Test
    void unfinishedJobsComeBackOldestFirstInTheirState() throws Exception {
        OpenStore.in(folder, (store, nursery) -> {
            Jobs.accepted(store, "j_1", 1);
            store.started(Jobs.accepted(store, "j_2", 1), Jobs.NOON);
            Jobs.ended(store, "j_3", Jobs.LATER);
            store.state(Jobs.accepted(store, "j_4", 1), StoredState.CANCELLING);
        });
        OpenStore.in(
                folder,
                (store, nursery) -> assertThat(store.unfinished())
                        .extracting(job -> job.id() + " " + job.state())
                        .containsExactly("j_1 QUEUED", "j_2 RUNNING", "j_4 CANCELLING"));
    }

    @Test
    void recoveryTellsWhatIsDoneAndWhatWasBegun() throws Exception {
        OpenStore.in(folder, (store, nursery) -> {
            long key = Jobs.accepted(store, "j_1", 10);
            store.begun(key, 8);
            store.begun(key, 1);
            store.begun(key, 0);
            store.begun(key, 8);
            store.append(
                    key,
                    List.of(
                            Jobs.progress(1),
                            Jobs.item(2, 0, "ok"),
                            Jobs.item(3, 2, "failed"),
                            new StoredRecord(4, "entry", 9, null, Jobs.line("{}")),
                            Jobs.notStarted(5, 4, 6)));
            Recovery recovery = store.recover(key);
            assertThat(recovery.lastSeq()).isEqualTo(5);
            assertThat(recovery.counts()).isEqualTo(new StoredCounts(1, 1, 0, 3, 0, 0));
            assertThat(recovery.done()).isEqualTo(bits(0, 2, 4, 5, 6));
            assertThat(recovery.begun()).containsExactly(1, 8);
            assertThat(recovery.listed()).isEqualTo(bits(9));
        });
    }

    @Test
    void whatWasToldOfAJobStaysWhenItIsStarted() throws Exception {
        OpenStore.in(folder, (store, nursery) -> {
            long paused = Jobs.accepted(store, "j_1", 1);
            store.state(paused, StoredState.PAUSED);
            store.started(paused, Jobs.NOON);
            long cancelled = Jobs.accepted(store, "j_2", 1);
            store.state(cancelled, StoredState.CANCELLING);
            store.started(cancelled, Jobs.NOON);
            assertThat(store.unfinished())
                    .extracting(job -> job.state() + " " + job.started())
                    .containsExactly("PAUSED " + Jobs.NOON, "CANCELLING " + Jobs.NOON);
        });
    }

    @Test
    void aJobThatWasToldToStopStaysSo() throws Exception {
        OpenStore.in(folder, (store, nursery) -> {
            long key = Jobs.accepted(store, "j_1", 1);
            store.state(key, StoredState.CANCELLING);
            store.state(key, StoredState.PAUSED);
            store.state(key, () -> StoredState.RUNNING);
            assertThat(store.unfinished().getFirst().state()).isEqualTo(StoredState.CANCELLING);
            store.finish(key, Jobs.records(1, 1), Jobs.end(Jobs.LATER));
            assertThatThrownBy(() -> store.state(key, StoredState.PAUSED)).isInstanceOf(WrongStateException.class);
        });
    }

    @Test
    void aStateIsAskedForWhenItIsWritten() throws Exception {
        OpenStore.in(folder, (store, nursery) -> {
            long key = Jobs.accepted(store, "j_1", 1);
            AtomicReference<StoredState> now = new AtomicReference<>(StoredState.PAUSED);
            Nursery.open(tasks -> {
                // Both wait for the same commit, or one after the other: what is so last stays.
                tasks.start(() -> store.state(key, now::get));
                now.set(StoredState.RUNNING);
                tasks.start(() -> store.state(key, now::get));
            });
            assertThat(store.unfinished().getFirst().state()).isEqualTo(StoredState.RUNNING);
        });
    }

    private static BitSet bits(int... indexes) {
        BitSet bits = new BitSet();
        for (int index : indexes) {
            bits.set(index);
        }
        return bits;
    }

    @Test
    void recoveryOfAJobWithoutRecordsIsEmpty() throws Exception {
        OpenStore.in(
                folder,
                (store, nursery) -> assertThat(store.recover(Jobs.accepted(store, "j_1", 3)))
                        .isEqualTo(new Recovery(0, StoredCounts.NONE, new BitSet(), List.of(), new BitSet(), null)));
    }

    @Test
    void retryTakesOverWhatDidNotSucceed() throws Exception {
        OpenStore.in(folder, (store, nursery) -> {
            long key = Jobs.accepted(store, "j_1", 5_000);
            store.finish(
                    key,
                    List.of(Jobs.item(1, 0, "ok"), Jobs.item(2, 1, "failed"), Jobs.item(3, 2, "deduped")),
                    Jobs.end(Jobs.LATER));
            assertThat(Jobs.retried(store, key, Jobs.retryOf("j_1", "j_2"), Retried.NOT_DONE))
                    .isEqualTo(4_998);
            StoredJob retried = store.unfinished().getFirst();
            assertThat(retried.id()).isEqualTo("j_2");
            assertThat(retried.retryOf()).isEqualTo("j_1");
            assertThat(retried.total()).isEqualTo(4_998);
            assertThat(store.items(retried.key(), 0, 2))
                    .containsExactly(
                            new StoredItem(0, "id-1", "\"https://x.test/1\""),
                            new StoredItem(1, "id-3", "\"https://x.test/3\""));
            assertThat(store.items(retried.key(), 4_997, 10))
                    .containsExactly(new StoredItem(4_997, "id-4999", "\"https://x.test/4999\""));
        });
    }

    @Test
    void retryTakesOverWhatMayHaveBeenDoneOnlyIfTold() throws Exception {
        OpenStore.in(folder, (store, nursery) -> {
            long key = Jobs.accepted(store, "j_1", 5);
            store.begun(key, 1);
            store.begun(key, 2);
            store.finish(
                    key,
                    List.of(Jobs.item(1, 0, "unknown"), Jobs.item(2, 1, "failed"), Jobs.notStarted(3, 4, 4)),
                    Jobs.end(Jobs.LATER));
            assertThat(Jobs.retried(store, key, Jobs.retryOf("j_1", "j_2"), Retried.NOT_DONE))
                    .isEqualTo(3);
            assertThat(store.items(store.unfinished().getFirst().key(), 0, 10))
                    .extracting(StoredItem::id)
                    .containsExactly("id-1", "id-3", "id-4");
            assertThat(Jobs.retried(store, key, Jobs.retryOf("j_1", "j_3"), Retried.NOT_KNOWN_DONE))
                    .isEqualTo(5);
        });
    }

    @Test
    void retryWithNothingToDoStoresNothing() throws Exception {
        OpenStore.in(folder, (store, nursery) -> {
            long key = Jobs.ended(store, "j_1", Jobs.LATER);
            assertThat(Jobs.retried(store, key, Jobs.retryOf("j_1", "j_2"), Retried.NOT_DONE))
                    .isZero();
            assertThat(store.find("j_2")).isEqualTo(new Found.Absent());
            assertThat(store.evictExpired(Jobs.NOON)).isZero();
        });
        assertThat(StoredRows.count(folder, "jobs")).isEqualTo(1);
    }

    @Test
    void retryOfAJobThatIsGoneLeavesNothing() throws Exception {
        OpenStore.in(folder, (store, nursery) -> {
            long key = Jobs.accepted(store, "j_1", 3);
            StoredRows.execute(folder, "UPDATE jobs SET state = 'forgotten'");
            assertThatThrownBy(() -> Jobs.retried(store, key, Jobs.retryOf("j_1", "j_2"), Retried.NOT_DONE))
                    .isInstanceOf(WrongStateException.class)
                    .hasMessageContaining("is gone");
            assertThat(store.find("j_2")).isEqualTo(new Found.Absent());
            assertThat(store.evictExpired(Jobs.NOON)).isZero();
        });
        assertThat(StoredRows.count(folder, "jobs")).isZero();
    }
}
