package dev.corral.server.store;

import dev.corral.server.stream.Framing;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.Outcome;
import dev.corral.server.stream.RecordEncoder;
import dev.corral.server.stream.RecordLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Jobs, items and records for tests.
final class Jobs {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final Instant LATER = NOON.plusSeconds(60);

    private Jobs() {}

    static NewJob named(String id) {
        return new NewJob(id, "team-a", "fetch", "nightly", "{\"a\":\"b\"}", "{\"kind\":\"fetch\"}", NOON, null, null);
    }

    static NewJob of(String tenant, String id) {
        return new NewJob(id, tenant, "fetch", null, "{}", "{}", NOON, null, null);
    }

    static NewJob withKey(String id, @Nullable String key) {
        return new NewJob(id, "team-a", "fetch", null, "{}", "{}", NOON, null, key);
    }

    static NewJob retryOf(String from, String id) {
        return new NewJob(id, "team-a", "fetch", null, "{}", "{}", NOON, from, null);
    }

    /// An accepted job with this many items.
    static long accepted(JobStore store, String id, int items) throws StoreException, InterruptedException {
        return accepted(store, named(id), items);
    }

    static long accepted(JobStore store, NewJob job, int items) throws StoreException, InterruptedException {
        long key = store.begin(job);
        store.addItems(key, items(0, items));
        store.accept(key, null, items);
        return key;
    }

    /// A job with items of another; how many they are.
    static int retried(JobStore store, long from, NewJob to, Retried which)
            throws StoreException, InterruptedException {
        long key = store.begin(to);
        boolean accepted = false;
        try {
            int copied = store.copyItems(from, key, which);
            if (copied > 0) {
                store.acceptRetry(from, key, copied);
                accepted = true;
            }
            return copied;
        } finally {
            if (!accepted) {
                store.abandon(key);
            }
        }
    }

    static long ended(JobStore store, String id, Instant expires) throws StoreException, InterruptedException {
        long key = accepted(store, id, 3);
        store.finish(key, records(1, 5), end(expires));
        return key;
    }

    static StoredEnd end(Instant expires) {
        return new StoredEnd("completed", "#2", new StoredCounts(1, 2, 3, 4, 5, 6), LATER, expires);
    }

    static List<StoredItem> items(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(index -> new StoredItem(index, "id-" + index, "\"https://x.test/" + index + "\""))
                .toList();
    }

    static StoredRecord item(long seq, int index, String outcome) {
        return new StoredRecord(
                seq, "item", index, outcome, line("{\"seq\":" + seq + ",\"outcome\":\"" + outcome + "\"}"));
    }

    /// As the service writes it.
    static StoredRecord notStarted(long seq, int from, int to) {
        RecordLine line = new RecordEncoder(Framing.NDJSON, seq - 1)
                .lines(new JobRecord.NotStarted(from, to))
                .getFirst();
        Outcome outcome = line.outcome();
        return new StoredRecord(
                line.seq(),
                line.type(),
                Math.toIntExact(line.index()),
                outcome == null ? null : outcome.label(),
                line.json());
    }

    static StoredRecord progress(long seq) {
        return new StoredRecord(seq, "progress", StoredRecord.NO_INDEX, null, line("{\"seq\":" + seq + "}"));
    }

    /// Records of items that went well, `from` and `to` included.
    static List<StoredRecord> records(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(seq -> item(seq, (int) seq - 1, "ok"))
                .toList();
    }

    static List<Long> seqs(List<StoredRecord> records) {
        return records.stream().map(StoredRecord::seq).toList();
    }

    static byte[] line(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(StoredRecord stored) {
        return new String(stored.line(), StandardCharsets.UTF_8);
    }
}
