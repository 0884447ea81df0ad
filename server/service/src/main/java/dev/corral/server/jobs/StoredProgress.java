package dev.corral.server.jobs;

import dev.corral.nursery.CancelScope;
import dev.corral.nursery.Event;
import dev.corral.server.store.StoredJob;
import dev.corral.server.stream.Counts;
import java.time.Duration;

/// How far the store has a job that is here: what others can read of it, and what a crash would leave. Thread-safe.
final class StoredProgress {
    /// A store that gives no answer keeps nobody waiting who only wants to see the job.
    private static final Duration COUNTED_WAIT = Duration.ofSeconds(2);

    private final StoredJob row;
    private final Signal records = new Signal();
    private final Event counted = new Event("count of stored items");
    private volatile Counts counts;

    /// @param row of the job, as it was when it came here
    StoredProgress(StoredJob row) {
        this.row = row;
        this.counts = new Counts(row.total(), 0, 0, 0, 0, 0, 0);
        if (row.started() == null) {
            counted.set();
        }
    }

    StoredJob row() {
        return row;
    }

    /// Items whose end is stored.
    Counts counts() {
        return counts;
    }

    /// What an earlier process has stored was counted.
    void counted(Counts earlier) {
        counts = earlier;
        counted.set();
    }

    /// Waits until what an earlier process has stored was counted, but not for long. A checkpoint, if it waits.
    void awaitCounted() throws InterruptedException {
        if (!counted.isSet()) {
            CancelScope.moveOnAfter(COUNTED_WAIT, scope -> counted.await());
        }
    }

    /// Records up to this number are stored, and so many items have ended in them.
    void stored(long seq, Counts ended) {
        counts = ended;
        records.raise(seq);
    }

    /// No more records come from here.
    void over() {
        records.raise(Long.MAX_VALUE);
    }

    /// Waits until a record after that number is stored, or no more come. A checkpoint.
    void awaitRecordAfter(long seq) throws InterruptedException {
        records.awaitAbove(seq);
    }
}
