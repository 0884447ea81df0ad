package dev.corral.server.jobs;

import dev.corral.server.store.StoredCounts;
import dev.corral.server.store.StoredEnd;
import dev.corral.server.store.StoredRecord;
import dev.corral.server.stream.Counts;
import dev.corral.server.stream.Framing;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.RecordEncoder;
import dev.corral.server.stream.RecordLine;
import dev.corral.server.stream.RecordSink;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Stores a job's records; its last one ends the job in the store, in one step with the records before it.
final class StoreSink implements RecordSink {
    /// Enough that workers seldom wait for a commit.
    private static final int AHEAD = 2048;

    private final StoreCalls store;
    private final long key;
    private final LiveJob job;
    private final InstantSource wall;
    private final RecordEncoder encoder;

    /// @param key of the job in the store
    /// @param lastSeq of what is stored already
    StoreSink(StoreCalls store, long key, LiveJob job, InstantSource wall, long lastSeq) {
        this.store = store;
        this.key = key;
        this.job = job;
        this.wall = wall;
        this.encoder = new RecordEncoder(Framing.NDJSON, lastSeq);
    }

    @Override
    public void write(List<JobRecord> records) throws InterruptedException {
        List<StoredRecord> rows = new ArrayList<>(records.size());
        for (JobRecord each : records) {
            encoder.lines(each).forEach(line -> rows.add(row(line)));
        }
        if (records.getLast() instanceof JobRecord.End end) {
            store.write(open -> open.finish(key, rows, stored(end)));
        } else {
            store.write(open -> open.append(key, rows));
        }
        job.stored(rows.getLast().seq());
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
        return new StoredEnd(
                end.outcome().label(),
                end.cause(),
                stored(end.counts()),
                now,
                now.plus(job.document().lifetime().retain()));
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
