package dev.corral.server.run;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.corral.server.job.Item;
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
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The account of a job's items: how many ended how, which are running, and which records could not be
/// delivered because the job was cut short. Thread-safe. It holds the items that wait, run, or could not be
/// told, so its size is bounded by the ready queue and the workers.
final class Ledger {
    @GuardedBy("this")
    private final Map<Outcome, AtomicLong> byOutcome = new EnumMap<>(Outcome.class);

    /// Those that are open, in the order in which they were read, linked by themselves.
    @GuardedBy("this")
    private @Nullable OpenItem first;

    @GuardedBy("this")
    private @Nullable OpenItem last;

    @GuardedBy("this")
    private final List<JobRecord> undelivered = new ArrayList<>();

    /// Items that run, of those that are open.
    @GuardedBy("this")
    private long running;

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

    /// The next item was read; indexes ascend.
    synchronized OpenItem read(Item item) {
        next = item.index() + 1L;
        OpenItem read = new OpenItem(item);
        read.previous = last;
        if (last == null) {
            first = read;
        } else {
            last.next = read;
        }
        last = read;
        return read;
    }

    /// An attempt at an item begins, the first or another.
    synchronized void begun(OpenItem item) {
        item.attempts++;
        runsLocked(item, true);
    }

    /// An attempt that rested goes on.
    synchronized void goesOn(OpenItem item) {
        runsLocked(item, true);
    }

    /// The item waits for its next attempt, or to go on elsewhere.
    synchronized void rests(OpenItem item) {
        runsLocked(item, false);
    }

    @GuardedBy("this")
    private void runsLocked(OpenItem item, boolean runs) {
        if (item.runs != runs) {
            item.runs = runs;
            running += runs ? 1 : -1;
        }
    }

    /// An item has ended, once; its record is on its way.
    synchronized void ended(OpenItem item, Outcome outcome) {
        OpenItem before = item.previous;
        OpenItem after = item.next;
        if (before == null) {
            first = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.previous = before;
        }
        // An item that is garbage must not hold those that were read after it.
        item.previous = null;
        item.next = null;
        runsLocked(item, false);
        add(outcome, 1);
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
        return running;
    }

    @GuardedBy("this")
    private List<OpenItem> open() {
        List<OpenItem> open = new ArrayList<>();
        for (OpenItem item = first; item != null; item = item.next) {
            open.add(item);
        }
        return open;
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
        List<OpenItem> open = open();
        first = null;
        last = null;
        running = 0;
        List<OpenItem> begun = open.stream().filter(each -> each.attempts > 0).toList();
        begun.forEach(each -> rest.add(cancelled(each, why)));
        add(Outcome.CANCELLED, begun.size());
        neverBegun(open.stream().filter(each -> each.attempts == 0).toList(), total, rest);
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

    private static JobRecord cancelled(OpenItem begun, ItemError why) {
        Item item = begun.item;
        return new JobRecord.ItemDone(
                item.index(), item.id(), Outcome.CANCELLED, begun.attempts, why, new ItemDetail.None(), item.meta());
    }

    @GuardedBy("this")
    private void neverBegun(List<OpenItem> waiting, long total, List<JobRecord> rest) {
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
