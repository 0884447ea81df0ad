package dev.corral.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corral.nursery.Nursery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JobRecordsTest {
    @TempDir
    private Path folder;

    @Test
    void readerResumesWithoutAHole() throws Exception {
        OpenStore.in(folder, (store, nursery) -> {
            long key = Jobs.accepted(store, "j_1", 10);
            long other = Jobs.accepted(store, "j_2", 10);
            store.append(key, Jobs.records(1, 4));
            store.append(other, Jobs.records(1, 9));
            store.append(key, Jobs.records(5, 7));
            assertThat(Jobs.seqs(store.records(key, 0, 3))).containsExactly(1L, 2L, 3L);
            assertThat(Jobs.seqs(store.records(key, 3, 100))).containsExactly(4L, 5L, 6L, 7L);
            assertThat(store.records(key, 7, 100)).isEmpty();
        });
    }

    @Test
    void recordComesBackAsItWentIn() throws Exception {
        StoredRecord given = new StoredRecord(1, "item", 7, "failed", Jobs.line("{\"é\":\"\ud83d\udc0e\"}\n"));
        OpenStore.in(folder, (store, nursery) -> {
            long key = Jobs.accepted(store, "j_1", 0);
            store.append(key, List.of(given, Jobs.progress(2)));
            assertThat(store.records(key, 0, 10))
                    .usingRecursiveFieldByFieldElementComparator()
                    .containsExactly(given, Jobs.progress(2));
        });
    }

    @Test
    void sqliteToolReadsRecordsAsTextWhileTheStoreIsOpen() throws Exception {
        OpenStore.in(folder, (store, nursery) -> {
            store.append(Jobs.accepted(store, "j_1", 0), Jobs.records(1, 3));
            assertThat(StoredRows.text(folder, "SELECT typeof(record) FROM results"))
                    .isEqualTo("text");
            assertThat(StoredRows.number(folder, "SELECT max(record ->> '$.seq') FROM results"))
                    .isEqualTo(3);
        });
    }

    private static List<StoredRecord> ofBytes(int bytes) {
        return IntStream.rangeClosed(1, 5)
                .mapToObj(seq -> new StoredRecord(seq, "item", seq, "ok", new byte[bytes]))
                .toList();
    }

    @Test
    void readEndsWhenItsBytesAreReached() throws Exception {
        OpenStore.in(folder, (store, nursery) -> {
            long streamed = Jobs.accepted(store, "j_1", 0);
            store.append(streamed, ofBytes(JobStore.READ_BYTES / 2));
            assertThat(Jobs.seqs(store.records(streamed, 0, 100))).containsExactly(1L, 2L);
            long paged = Jobs.accepted(store, "j_2", 0);
            store.append(paged, ofBytes(JobStore.RESULTS_BYTES / 2));
            assertThat(Jobs.seqs(store.results(paged, "ok", 2, 100))).containsExactly(3L, 4L);
        });
    }

    /// A listing that begins again asks for each entry that it meets. Reading the item's records for each would take
    /// tens of seconds here.
    @Test
    void askingForEntriesReadsNoOtherRecords() throws Exception {
        OpenStore.in(folder, (store, nursery) -> {
            long key = Jobs.accepted(store, "j_1", 1);
            store.append(
                    key,
                    IntStream.rangeClosed(1, 20_000)
                            .mapToObj(seq -> new StoredRecord(
                                    seq, "entry", 0, null, Jobs.line("{\"path_uri\":\"told/" + seq + "\"}")))
                            .toList());
            StoredEntry told = new StoredEntry("told/20000", null);
            List<StoredEntry> asked = Stream.concat(
                            IntStream.range(0, 1_000).mapToObj(i -> new StoredEntry("new/" + i, null)), Stream.of(told))
                    .toList();
            long begin = System.nanoTime();
            assertThat(store.told(key, 0, asked)).containsExactly(told);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        });
    }

    @Test
    void resultsTellOfItemsOnly() throws Exception {
        OpenStore.in(folder, (store, nursery) -> {
            long key = Jobs.accepted(store, "j_1", 10);
            store.append(
                    key,
                    List.of(
                            Jobs.progress(1),
                            Jobs.item(2, 0, "ok"),
                            Jobs.item(3, 1, "failed"),
                            new StoredRecord(4, "entry", 0, null, Jobs.line("{}")),
                            Jobs.notStarted(5, 2, 4),
                            Jobs.item(6, 5, "failed"),
                            Jobs.progress(7)));
            assertThat(Jobs.seqs(store.results(key, null, 0, 100))).containsExactly(2L, 3L, 4L, 5L, 6L);
            assertThat(Jobs.seqs(store.results(key, null, 2, 2))).containsExactly(3L, 4L);
            assertThat(Jobs.seqs(store.results(key, "failed", 0, 100))).containsExactly(3L, 6L);
            assertThat(Jobs.seqs(store.results(key, "failed", 3, 100))).containsExactly(6L);
            assertThat(Jobs.seqs(store.results(key, "ok", 0, 100))).containsExactly(2L);
            assertThat(Jobs.seqs(store.results(key, "not_started", 0, 100))).containsExactly(5L);
            assertThat(store.results(key, "no such outcome", 0, 100)).isEmpty();
        });
    }

    @Test
    void seqCannotBeUsedTwiceAndNothingOfSuchACallIsStored() throws Exception {
        OpenStore.in(folder, (store, nursery) -> {
            long key = Jobs.accepted(store, "j_1", 10);
            store.append(key, Jobs.records(1, 3));
            List<StoredRecord> overlapping = List.of(Jobs.item(4, 3, "ok"), Jobs.item(2, 1, "ok"));
            assertThatThrownBy(() -> store.append(key, overlapping)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> store.finish(key, overlapping, Jobs.end(Jobs.LATER)))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(Jobs.seqs(store.records(key, 0, 100))).containsExactly(1L, 2L, 3L);
            assertThat(store.unfinished()).hasSize(1);
        });
    }

    @Test
    void wrongWriteHarmsNoNeighbourInItsGroup() throws Exception {
        OpenStore.in(folder, (store, nursery) -> {
            long key = Jobs.accepted(store, "j_1", 0);
            Nursery.open(writers -> {
                for (int task = 0; task < 40; task++) {
                    boolean wrong = task % 10 == 3;
                    long job = wrong ? key + 999 : Jobs.accepted(store, "j_task_" + task, 0);
                    writers.start(() -> appendOnce(store, job, wrong));
                }
            });
            assertThat(StoredRows.count(folder, "results")).isEqualTo(36);
        });
    }

    private static void appendOnce(JobStore store, long job, boolean wrong)
            throws StoreException, InterruptedException {
        if (wrong) {
            assertThatThrownBy(() -> store.append(job, Jobs.records(1, 1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("expected under way");
        } else {
            store.append(job, Jobs.records(1, 1));
        }
    }

    @Test
    void finishStoresTheLastRecordsAndTheEndTogether() throws Exception {
        OpenStore.in(folder, (store, nursery) -> {
            long key = Jobs.accepted(store, "j_1", 3);
            store.started(key, Jobs.NOON.plusSeconds(1));
            store.started(key, Jobs.NOON.plusSeconds(9));
            store.append(key, Jobs.records(1, 2));
            store.finish(key, Jobs.records(3, 4), Jobs.end(Jobs.LATER.plusSeconds(5)));
            assertThat(store.unfinished()).isEmpty();
            assertThat(store.find("j_1")).isInstanceOfSatisfying(Found.Live.class, found -> {
                StoredJob job = found.job();
                assertThat(job.state()).isEqualTo(StoredState.ENDED);
                assertThat(job.outcome()).isEqualTo("completed");
                assertThat(job.cause()).isEqualTo("#2");
                assertThat(job.counts()).isEqualTo(new StoredCounts(1, 2, 3, 4, 5, 6));
                assertThat(job.started()).isEqualTo(Jobs.NOON.plusSeconds(1));
                assertThat(job.ended()).isEqualTo(Jobs.LATER);
                assertThat(job.expires()).isEqualTo(Jobs.LATER.plusSeconds(5));
            });
            assertThat(store.records(key, 0, 10)).hasSize(4);
        });
    }

    @Test
    void endedJobTakesNothingMore() throws Exception {
        OpenStore.in(folder, (store, nursery) -> {
            long key = Jobs.ended(store, "j_1", Jobs.LATER);
            assertThatThrownBy(() -> store.append(key, Jobs.records(6, 6))).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> store.state(key, StoredState.RUNNING)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> store.begun(key, 1)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> store.finish(key, List.of(), Jobs.end(Jobs.LATER)))
                    .isInstanceOf(IllegalStateException.class);
        });
    }

    @Test
    void readersSeeWholeAppendsInOrderWhileOthersWrite() throws Exception {
        OpenStore.in(folder, (store, nursery) -> {
            long key = Jobs.accepted(store, "j_1", 0);
            Nursery.open(readers -> {
                for (int reader = 0; reader < 6; reader++) {
                    readers.start(() -> readToTheEnd(store, key));
                }
                for (int group = 0; group < 60; group++) {
                    store.append(key, Jobs.records(group * 50L + 1, group * 50L + 50));
                }
            });
        });
    }

    private static void readToTheEnd(JobStore store, long key) throws StoreException, InterruptedException {
        long after = 0;
        while (after < 3_000) {
            List<StoredRecord> page = store.records(key, after, 1_000);
            for (StoredRecord stored : page) {
                assertThat(stored.seq()).isEqualTo(++after);
            }
            assertThat(after % 50).isZero();
        }
    }
}
