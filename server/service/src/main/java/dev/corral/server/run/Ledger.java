package dev.corral.server.run;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.corral.server.stream.Counts;
import dev.corral.server.stream.ItemDetail;
import dev.corral.server.stream.ItemError;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The account of a job's items: how many ended how, which are running, and which records could not be
/// delivered because the job was cut short. Thread-safe. It holds the items that wait, run, or could not be
/// told, so its size is bounded by the ready queue and the workers.
final class Ledger {
    /// What a reader needs to recognise an item.
    record Named(long index, @Nullable String id) {}

    @GuardedBy("this")
    private final Map<Outcome, Long> byOutcome = new EnumMap<>(Outcome.class);

    @GuardedBy("this")
    private final Map<Long, Named> running = new TreeMap<>();

    @GuardedBy("this")
    private final List<JobRecord> undelivered = new ArrayList<>();

    /// Items read and not yet begun.
    @GuardedBy("this")
    private final TreeMap<Long, Named> waiting = new TreeMap<>();

    @GuardedBy("this")
    private long read;

    synchronized void read(Named item) {
        read++;
        waiting.put(item.index(), item);
    }

    synchronized void begun(Named item) {
        waiting.remove(item.index());
        running.put(item.index(), item);
    }

    /// An item has ended; its record is on its way.
    synchronized void ended(JobRecord.ItemDone item) {
        waiting.remove(item.index());
        running.remove(item.index());
        byOutcome.merge(item.outcome(), 1L, Long::sum);
    }

    /// The record of an item that has ended could not be sent before the job was cut short.
    synchronized void keep(JobRecord.ItemDone item) {
        undelivered.add(item);
    }

    synchronized long inFlight() {
        return running.size();
    }

    synchronized Counts counts(long total) {
        return new Counts(
                total,
                count(Outcome.OK),
                count(Outcome.FAILED),
                count(Outcome.CANCELLED),
                count(Outcome.NOT_STARTED),
                count(Outcome.UNKNOWN),
                count(Outcome.DEDUPED));
    }

    @GuardedBy("this")
    private long count(Outcome outcome) {
        return byOutcome.getOrDefault(outcome, 0L);
    }

    synchronized long read() {
        return read;
    }

    /// Closes the account when the last task has ended: what still runs was cancelled, what still waits never
    /// began.
    ///
    /// @param total items of the job, those never read included
    /// @param why told with each cancelled item
    /// @return the records that the reader has not had, each item once
    synchronized List<JobRecord> close(long total, ItemError why) {
        List<JobRecord> rest = new ArrayList<>(undelivered);
        undelivered.clear();
        for (Named item : running.values()) {
            rest.add(new JobRecord.ItemDone(item.index(), item.id(), Outcome.CANCELLED, 1, why, new ItemDetail.None()));
            byOutcome.merge(Outcome.CANCELLED, 1L, Long::sum);
        }
        running.clear();
        neverBegun(total, rest);
        return rest;
    }

    @GuardedBy("this")
    private void neverBegun(long total, List<JobRecord> rest) {
        byOutcome.merge(Outcome.NOT_STARTED, waiting.size() + (total - read), Long::sum);
        Ranges ranges = new Ranges(rest);
        waiting.keySet().forEach(index -> ranges.add(index, index));
        if (total > read) {
            ranges.add(read, total - 1);
        }
        ranges.flush();
        waiting.clear();
        read = total;
    }

    /// Folds neighbouring indexes into one record.
    private static final class Ranges {
        private final List<JobRecord> into;
        private long from = -1;
        private long to = -2;

        Ranges(List<JobRecord> into) {
            this.into = into;
        }

        void add(long first, long last) {
            if (first == to + 1) {
                to = last;
                return;
            }
            flush();
            from = first;
            to = last;
        }

        void flush() {
            if (from >= 0) {
                into.add(new JobRecord.NotStarted(from, to));
            }
        }
    }
}
