package dev.corral.server.jobs;

import dev.corral.server.store.JobStore;
import dev.corral.server.store.StoreException;
import dev.corral.server.store.StoredJob;
import dev.corral.server.store.StoredRecord;
import dev.corral.server.store.StoredState;
import dev.corral.server.stream.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the records of detached jobs. Thread-safe.
public final class JobRecords {
    private static final int PAGE = 1024;

    private final JobStore store;

    JobRecords(JobStore store) {
        this.store = store;
    }

    /// A job that is read: it runs here, or has ended.
    public record Source(StoredJob row, @Nullable LiveJob live) {
        /// Whether its last record is there. What runs no more and has not ended goes on in the next process.
        public boolean hasEnded() {
            return live == null ? row.state() == StoredState.ENDED : live.hasEnded();
        }
    }

    /// Null for a job whose stream is not kept.
    public static @Nullable Source source(Known known) {
        return switch (known) {
            case Known.Live(LiveJob job) when job.row() != null -> new Source(job.row(), job);
            case Known.Stored(StoredJob row) -> new Source(row, null);
            default -> null;
        };
    }

    /// The next records after a number, as soon as there is one. A checkpoint.
    ///
    /// @return none when there will be no more
    public List<StoredRecord> after(Source source, long seq) throws StoreException, InterruptedException {
        LiveJob live = source.live();
        while (true) {
            // Asked before the store is: what is stored when it is over is then seen.
            boolean over = live == null || live.isOver();
            List<StoredRecord> records = store.records(source.row().key(), seq, PAGE);
            if (!records.isEmpty() || live == null || over) {
                return records;
            }
            live.stored().awaitRecordAfter(seq);
        }
    }

    /// Records that tell of items.
    ///
    /// @param outcome null for all
    public List<StoredRecord> results(Source source, @Nullable Outcome outcome, long afterSeq, int limit)
            throws StoreException, InterruptedException {
        return store.results(source.row().key(), outcome == null ? null : outcome.label(), afterSeq, limit);
    }
}
