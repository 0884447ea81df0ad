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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
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

    /// An item that was read and has not ended.
    private static final class Open {
        final Named item;
        /// That have begun; 0 while it waits for its first.
        int attempts;
        /// Whether it waits for another attempt, or to go on with one.
        boolean rests;

        Open(Named item) {
            this.item = item;
        }
    }

    @GuardedBy("this")
    private final Map<Outcome, AtomicLong> byOutcome = new EnumMap<>(Outcome.class);

    @GuardedBy("this")
    private final Map<Long, Open> open = new HashMap<>();

    @GuardedBy("this")
    private final List<JobRecord> undelivered = new ArrayList<>();

    private final BitSet doneBefore;

    /// The index after that of the last item read.
    @GuardedBy("this")
    private long next;

    /// @param past counted from the beginning
    Ledger(Past past) {
        doneBefore = past.done();
        Counts counts = past.counts();
        add(Outcome.OK, counts.ok());
        add(Outcome.FAILED, counts.failed());
        add(Outcome.CANCELLED, counts.cancelled());
        add(Outcome.NOT_STARTED, counts.notStarted());
        add(Outcome.UNKNOWN, counts.unknown());
        add(Outcome.DEDUPED, counts.deduped());
    }

    private synchronized void add(Outcome outcome, long count) {
        byOutcome.computeIfAbsent(outcome, each -> new AtomicLong()).addAndGet(count);
    }

    synchronized void read(Named item) {
        next = item.index() + 1;
        open.put(item.index(), new Open(item));
    }

    /// An attempt at an item begins, the first or another.
    synchronized void begun(long index) {
        Open begun = opened(index);
        begun.attempts++;
        begun.rests = false;
    }

    /// An attempt that rested goes on.
    synchronized void goesOn(long index) {
        opened(index).rests = false;
    }

    /// The item waits for its next attempt, or to go on elsewhere.
    synchronized void rests(long index) {
        opened(index).rests = true;
    }

    @GuardedBy("this")
    private Open opened(long index) {
        return Objects.requireNonNull(open.get(index), "an item that was read and has not ended");
    }

    /// An item has ended; its record is on its way.
    synchronized void ended(JobRecord.ItemDone item) {
        open.remove(item.index());
        add(item.outcome(), 1);
    }

    /// The record of an item that has ended could not be sent before the job was cut short.
    synchronized void keep(JobRecord.ItemDone item) {
        undelivered.add(item);
    }

    /// What [#keep] was given, once.
    synchronized List<JobRecord> untold() {
        List<JobRecord> untold = List.copyOf(undelivered);
        undelivered.clear();
        return untold;
    }

    /// Items that run now; those that wait for another attempt do not.
    synchronized long inFlight() {
        return open.values().stream()
                .filter(each -> each.attempts > 0 && !each.rests)
                .count();
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
        AtomicLong counted = byOutcome.get(outcome);
        return counted == null ? 0 : counted.get();
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
        List<Open> left = new ArrayList<>(open.values());
        left.sort(Comparator.comparingLong(each -> each.item.index()));
        open.clear();
        List<Open> begun = left.stream().filter(each -> each.attempts > 0).toList();
        begun.forEach(each -> rest.add(cancelled(each, why)));
        add(Outcome.CANCELLED, begun.size());
        left.removeIf(each -> each.attempts > 0);
        neverBegun(left, total, rest);
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

    private static JobRecord cancelled(Open begun, ItemError why) {
        Named item = begun.item;
        ItemDetail nothing = new ItemDetail.None();
        return new JobRecord.ItemDone(
                item.index(), item.id(), Outcome.CANCELLED, begun.attempts, why, nothing, item.meta());
    }

    @GuardedBy("this")
    private void neverBegun(List<Open> waiting, long total, List<JobRecord> rest) {
        Ranges ranges = new Ranges(rest);
        waiting.forEach(each -> ranges.add(each.item.index(), each.item.index()));
        for (long from = notDone(next); from < total; ) {
            long to = Math.min(total, done(from));
            ranges.add(from, to - 1);
            from = notDone(to);
        }
        ranges.flush();
        add(Outcome.NOT_STARTED, ranges.count);
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
