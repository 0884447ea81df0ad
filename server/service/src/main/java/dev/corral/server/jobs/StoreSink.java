package dev.corral.server.jobs;

import dev.corral.server.store.Recovery;
import dev.corral.server.store.StoredCounts;
import dev.corral.server.store.StoredEnd;
import dev.corral.server.store.StoredJob;
import dev.corral.server.store.StoredRecord;
import dev.corral.server.stream.Counts;
import dev.corral.server.stream.Framing;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.Outcome;
import dev.corral.server.stream.RecordEncoder;
import dev.corral.server.stream.RecordLine;
import dev.corral.server.stream.RecordSink;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Stores a job's records; its last one ends the job in the store, in one step with the records before it.
final class StoreSink implements RecordSink {
    /// Enough that workers seldom wait for a commit.
    private static final int AHEAD = 2048;
    /// Bytes after which records are stored, however few they are.
    private static final int BATCH_BYTES = 1 << 20;

    private final StoreCalls store;
    private final Target target;
    private final InstantSource wall;
    private final RecordEncoder encoder;
    private final Listed listed;
    private Counts counts;

    /// The job whose records are stored.
    ///
    /// @param key of the job in the store
    /// @param retain for how long it is kept when it has ended
    /// @param told hears what can be read
    record Target(long key, Duration retain, Told told) {
        static Target of(StoredJob stored, LiveJob running) {
            return new Target(stored.key(), running.document().lifetime().retain(), running.stored()::stored);
        }
    }

    /// Hears what is stored.
    @FunctionalInterface
    interface Told {
        /// Records up to this number are, and so many items have ended in them.
        void stored(long seq, Counts counts);
    }

    /// What of it is stored already.
    ///
    /// @param lastSeq of the last record; 0 for none
    /// @param counts of the items that have ended in them
    /// @param listed items with entries among the records, and no end
    record Before(long lastSeq, Counts counts, BitSet listed) {
        static Before nothing(StoredJob job) {
            return new Before(0, StoredViews.counts(job.total(), StoredCounts.NONE), new BitSet());
        }

        static Before of(StoredJob job, Recovery recovery) {
            Counts counts = StoredViews.counts(job.total(), recovery.counts());
            return new Before(recovery.lastSeq(), counts, recovery.listed());
        }
    }

    StoreSink(StoreCalls store, Target target, InstantSource wall, Before before) {
        this.store = store;
        this.target = target;
        this.wall = wall;
        this.encoder = new RecordEncoder(Framing.NDJSON, before.lastSeq());
        this.listed = new Listed(store, target.key(), before.listed());
        this.counts = before.counts();
    }

    @Override
    public void write(List<JobRecord> records) throws InterruptedException {
        int first = 0;
        long bytes = 0;
        List<StoredRecord> rows = new ArrayList<>(records.size());
        for (int i = 0; i < records.size(); i++) {
            for (RecordLine line : encoder.lines(untold(records.get(i)))) {
                rows.add(row(line));
                bytes += line.json().length;
            }
            if (bytes >= BATCH_BYTES) {
                store(records.subList(first, i + 1), rows);
                first = i + 1;
                bytes = 0;
                rows = new ArrayList<>();
            }
        }
        store(records.subList(first, records.size()), rows);
    }

    private void store(List<JobRecord> records, List<StoredRecord> rows) throws InterruptedException {
        if (rows.isEmpty()) {
            return;
        }
        if (records.getLast() instanceof JobRecord.End end) {
            store.write(open -> open.finish(target.key(), rows, stored(end)));
        } else {
            store.write(open -> open.append(target.key(), rows));
        }
        records.forEach(this::count);
        target.told().stored(rows.getLast().seq(), counts);
    }

    private void count(JobRecord each) {
        counts = switch (each) {
            case JobRecord.ItemDone item -> counts.plus(item.outcome(), 1);
            case JobRecord.NotStarted range ->
                counts.plus(Outcome.NOT_STARTED, range.toIndex() - range.fromIndex() + 1);
            case JobRecord.Start _, JobRecord.Entries _, JobRecord.Progress _, JobRecord.End _ -> counts;
        };
    }

    private JobRecord untold(JobRecord each) throws InterruptedException {
        return each instanceof JobRecord.Entries found
                ? new JobRecord.Entries(found.index(), listed.newOf(found))
                : each;
    }

    @Override
    public int ahead() {
        return AHEAD;
    }

    private static StoredRecord row(RecordLine line) {
        String outcome = line.outcome() == null ? null : line.outcome().label();
        return new StoredRecord(line.seq(), line.type(), Math.toIntExact(line.index()), outcome, line.json());
    }

    private StoredEnd stored(JobRecord.End end) {
        var now = wall.instant();
        return new StoredEnd(end.outcome().label(), end.cause(), stored(end.counts()), now, now.plus(target.retain()));
    }

    private static StoredCounts stored(Counts counts) {
        return new StoredCounts(
                counts.ok(),
                counts.failed(),
                counts.cancelled(),
                counts.notStarted(),
                counts.unknown(),
                counts.deduped());
    }
}
