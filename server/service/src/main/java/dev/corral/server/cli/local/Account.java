package dev.corral.server.cli.local;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.corral.server.stream.ErrorKind;
import dev.corral.server.stream.ItemError;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.Outcome;
import dev.corral.server.stream.RecordSink;
import dev.corral.server.walk.Entry;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/// Adds up the records of a job on their way. Thread-safe.
final class Account implements RecordSink {
    private final RecordSink next;
    private final LongConsumer ended;

    @GuardedBy("this")
    private final Map<ErrorKind, Long> failures = new EnumMap<>(ErrorKind.class);

    @GuardedBy("this")
    private long entries;

    @GuardedBy("this")
    private long unreadable;

    private volatile List<JobRecord.Waiting> held = List.of();

    /// @param next gets the records
    /// @param ended hears the index of every item that has ended
    Account(RecordSink next, LongConsumer ended) {
        this.next = next;
        this.ended = ended;
    }

    @Override
    public int ahead() {
        return next.ahead();
    }

    @Override
    public void write(List<JobRecord> records) throws ReaderGone, InterruptedException {
        records.forEach(this::add);
        next.write(records);
    }

    private void add(JobRecord each) {
        if (each instanceof JobRecord.ItemDone item) {
            ended.accept(item.index());
            add(item);
        } else if (each instanceof JobRecord.Progress progress) {
            held = progress.waiting();
        } else if (each instanceof JobRecord.Entries(var _, List<Entry> found)) {
            add(found);
        }
    }

    private synchronized void add(JobRecord.ItemDone item) {
        ItemError error = item.error();
        if (item.outcome() == Outcome.FAILED && error != null) {
            failures.merge(error.kind(), 1L, Long::sum);
        }
    }

    private synchronized void add(List<Entry> found) {
        long broken = found.stream().filter(entry -> entry.error() != null).count();
        unreadable += broken;
        entries += found.size() - broken;
    }

    /// How many items failed, by the kind of their error.
    synchronized Map<ErrorKind, Long> failures() {
        return new EnumMap<>(failures);
    }

    /// Hosts that were held back for a time when that was last told.
    List<JobRecord.Waiting> held() {
        return held;
    }

    /// What was found in folders.
    synchronized long entries() {
        return entries;
    }

    /// What of it could not be read.
    synchronized long unreadable() {
        return unreadable;
    }
}
