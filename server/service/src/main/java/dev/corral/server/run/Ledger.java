package dev.corral.server.run;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.corral.server.job.Meta;
import dev.corral.server.stream.Counts;
import dev.corral.server.stream.ItemDetail;
import dev.corral.server.stream.ItemError;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.Outcome;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
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
    record Named(long index, @Nullable String id, @Nullable Meta meta) {
        Named(long index, @Nullable String id) {
            this(index, id, null);
        }
    }

    /// An item on its way.
    ///
    /// @param rests whether it waits for another attempt
    private record Begun(Named item, int attempts, boolean rests) {}

    @GuardedBy("this")
    private final Map<Outcome, Long> byOutcome = new EnumMap<>(Outcome.class);

    @GuardedBy("this")
    private final Map<Long, Begun> running = new TreeMap<>();

    @GuardedBy("this")
    private final List<JobRecord> undelivered = new ArrayList<>();

    /// Items read and not yet begun.
    @GuardedBy("this")
    private final TreeMap<Long, Named> waiting = new TreeMap<>();

    private final BitSet doneBefore;

    /// The index after that of the last item read.
    @GuardedBy("this")
    private long next;

    /// @param past counted from the beginning
    Ledger(Past past) {
        doneBefore = past.done();
        Counts counts = past.counts();
        byOutcome.put(Outcome.OK, counts.ok());
        byOutcome.put(Outcome.FAILED, counts.failed());
        byOutcome.put(Outcome.CANCELLED, counts.cancelled());
        byOutcome.put(Outcome.NOT_STARTED, counts.notStarted());
        byOutcome.put(Outcome.UNKNOWN, counts.unknown());
        byOutcome.put(Outcome.DEDUPED, counts.deduped());
    }

    synchronized void read(Named item) {
        next = item.index() + 1;
        waiting.put(item.index(), item);
    }

    synchronized void begun(Named item) {
        begun(item, 1);
    }

    synchronized void begun(Named item, int attempt) {
        waiting.remove(item.index());
        running.put(item.index(), new Begun(item, attempt, false));
    }

    /// The item waits for its next attempt.
    synchronized void rests(Named item, int attempts) {
        running.put(item.index(), new Begun(item, attempts, true));
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

    /// Items that run now; those that wait for another attempt do not.
    /// What [#keep] was given, once.
    synchronized List<JobRecord> untold() {
        List<JobRecord> untold = List.copyOf(undelivered);
        undelivered.clear();
        return untold;
    }

    synchronized long inFlight() {
        return running.values().stream().filter(begun -> !begun.rests()).count();
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

    /// How many items there are as far as the input was read, those that were done before included.
    synchronized long read() {
        return Math.max(next, doneBefore.length());
    }

    /// Closes the account when the last task has ended: what still runs was cancelled, what still waits never
    /// began.
    ///
    /// @param total items of the job, those never read included
    /// @param why told with each cancelled item
    /// @return the records that the reader has not had, each item once, in the order of the items
    synchronized List<JobRecord> close(long total, ItemError why) {
        List<JobRecord> rest = new ArrayList<>(undelivered);
        undelivered.clear();
        for (Begun begun : running.values()) {
            rest.add(cancelled(begun, why));
            byOutcome.merge(Outcome.CANCELLED, 1L, Long::sum);
        }
        running.clear();
        neverBegun(total, rest);
        rest.sort(Comparator.comparingLong(Ledger::firstIndex));
        return rest;
    }

    private static long firstIndex(JobRecord rest) {
        return switch (rest) {
            case JobRecord.ItemDone item -> item.index();
            case JobRecord.NotStarted range -> range.fromIndex();
            default -> throw new IllegalStateException("only ends of items are left over, and no " + rest);
        };
    }

    private static JobRecord cancelled(Begun begun, ItemError why) {
        Named item = begun.item();
        ItemDetail nothing = new ItemDetail.None();
        return new JobRecord.ItemDone(
                item.index(), item.id(), Outcome.CANCELLED, begun.attempts(), why, nothing, item.meta());
    }

    @GuardedBy("this")
    private void neverBegun(long total, List<JobRecord> rest) {
        Ranges ranges = new Ranges(rest);
        waiting.keySet().forEach(index -> ranges.add(index, index));
        for (long from = notDone(next); from < total; ) {
            long to = Math.min(total, done(from));
            ranges.add(from, to - 1);
            from = notDone(to);
        }
        ranges.flush();
        byOutcome.merge(Outcome.NOT_STARTED, ranges.count, Long::sum);
        waiting.clear();
        next = total;
    }

    private long notDone(long from) {
        return doneBefore.nextClearBit(Math.toIntExact(from));
    }

    private long done(long from) {
        int at = doneBefore.nextSetBit(Math.toIntExact(from));
        return at < 0 ? Long.MAX_VALUE : at;
    }

    /// Folds neighbouring indexes into one record.
    private static final class Ranges {
        private final List<JobRecord> into;
        private long from = -1;
        private long to = -2;
        private long count;

        Ranges(List<JobRecord> into) {
            this.into = into;
        }

        void add(long first, long last) {
            count += last - first + 1;
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
