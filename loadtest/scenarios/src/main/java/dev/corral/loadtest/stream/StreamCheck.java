package dev.corral.loadtest.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Checks one job's NDJSON stream against what the API promises: `seq` strict and without gaps from 1,
/// `start` first, exactly one `end` and that last, exactly one record for each item, and counts that add up
/// and agree with the records.
///
/// Not thread-safe; one for each stream.
public final class StreamCheck {
    private final IndexSet covered = new IndexSet();
    private final Map<String, Long> counted = new HashMap<>();
    private final Map<Long, Long> entriesByItem = new HashMap<>();
    private final List<ItemResult> items = new ArrayList<>();
    private long lines;
    private long lastDone;
    private long entries;
    private @Nullable StreamLine start;
    private @Nullable StreamLine end;

    private StreamVerdict.@Nullable Broken broken;

    /// The verdict on a stream that was received to its last byte.
    public static StreamVerdict check(String body) {
        StreamCheck check = new StreamCheck();
        int from = 0;
        while (from < body.length() && check.broken == null) {
            int to = body.indexOf('\n', from);
            if (to < 0) {
                return new StreamVerdict.Broken(
                        check.lines + 1, "the last line is cut short; expected a line feed at its end");
            }
            check.line(body.substring(from, to));
            from = to + 1;
        }
        return check.verdict();
    }

    /// Takes the next line, without its end. After the first fault it takes no more.
    public void line(String text) {
        if (broken == null) {
            lines++;
            try {
                take(StreamLine.parse(text));
            } catch (BrokenStreamException e) {
                broken = new StreamVerdict.Broken(lines, e.fault());
            }
        }
    }

    /// How many lines were taken.
    public long lines() {
        return lines;
    }

    /// How many records of results were taken.
    public long results() {
        return items.size() + entries;
    }

    /// Whether the record that ends a stream was taken.
    public boolean isOver() {
        return end != null;
    }

    /// The verdict on all lines together.
    public StreamVerdict verdict() {
        if (broken != null) {
            return broken;
        }
        try {
            return new StreamVerdict.Whole(tally());
        } catch (BrokenStreamException e) {
            return new StreamVerdict.Broken(lines, e.fault());
        }
    }

    private void take(StreamLine line) throws BrokenStreamException {
        String type = line.text("t");
        if (end != null) {
            throw new BrokenStreamException("\"" + type + "\" after the end; expected the end to be the last record");
        }
        long seq = line.whole("seq");
        if (seq != lines) {
            throw new BrokenStreamException("seq is " + seq + "; expected " + lines);
        }
        if ((start == null) != type.equals("start")) {
            throw new BrokenStreamException(
                    "\"" + type + "\" is record " + lines + "; expected one start, as the first");
        }
        switch (type) {
            case "start" -> start = line;
            case "item" -> item(line);
            case "not_started" -> notStarted(line);
            case "entry" -> entry(line);
            case "progress" -> progress(line);
            case "end" -> end = line;
            default -> throw new BrokenStreamException("t is \"" + type + "\"; expected a type of the API");
        }
    }

    private void item(StreamLine line) throws BrokenStreamException {
        long index = line.whole("index");
        covered.add(index, index);
        String outcome = line.word("outcome", Words.ITEM_RECORD_OUTCOMES);
        counted.merge(outcome, 1L, Long::sum);
        items.add(new ItemResult(
                index,
                outcome,
                errorKind(line, outcome),
                line.count("attempts"),
                line.millis("queued") + line.millis("total")));
        Long told = entriesByItem.remove(index);
        if (line.has("entries") && line.whole("entries") != (told == null ? 0 : told)) {
            throw new BrokenStreamException("item " + index + " claims " + line.whole("entries") + " entries; "
                    + (told == null ? 0 : told) + " were told");
        }
    }

    private static @Nullable String errorKind(StreamLine line, String outcome) throws BrokenStreamException {
        if (outcome.equals("failed") && !line.has("error")) {
            throw new BrokenStreamException("a failed item without an error; expected one with a kind");
        }
        if (outcome.equals("ok") && line.has("error")) {
            throw new BrokenStreamException("an ok item with an error; expected none");
        }
        return line.has("error") ? line.object("error").word("kind", Words.ERROR_KINDS) : null;
    }

    private void notStarted(StreamLine line) throws BrokenStreamException {
        long from = line.whole("from_index");
        long to = line.whole("to_index");
        covered.add(from, to);
        counted.merge("not_started", to - from + 1, Long::sum);
    }

    private void entry(StreamLine line) throws BrokenStreamException {
        long index = line.count("index");
        if (covered.contains(index)) {
            throw new BrokenStreamException("an entry of item " + index + " after the item's own record");
        }
        entries++;
        entriesByItem.merge(index, 1L, Long::sum);
    }

    private void progress(StreamLine line) throws BrokenStreamException {
        long done = line.count("done");
        if (done < lastDone) {
            throw new BrokenStreamException("done is " + done + "; expected no less than " + lastDone);
        }
        lastDone = done;
    }

    private StreamTally tally() throws BrokenStreamException {
        if (start == null || end == null) {
            lines++;
            throw new BrokenStreamException("no " + (start == null ? "start" : "end") + "; the stream was cut short");
        }
        String outcome = end.word("outcome", Words.JOB_OUTCOMES);
        Map<String, Long> counts = counts(end.object("counts"));
        long total = counts.getOrDefault("total", 0L);
        if (start.has("total") && start.whole("total") != total) {
            throw new BrokenStreamException(
                    "total is " + total + "; expected " + start.whole("total") + ", as the start said");
        }
        covered.mustBeAllOf(total);
        if (outcome.equals("completed")
                && counts.getOrDefault("not_started", 0L) + counts.getOrDefault("cancelled", 0L) > 0) {
            throw new BrokenStreamException("completed, with items cancelled or not started; expected none");
        }
        return new StreamTally(start.text("kind"), outcome, end.textOrNull("cause"), counts, entries, items);
    }

    private Map<String, Long> counts(StreamLine told) throws BrokenStreamException {
        Map<String, Long> counts = new HashMap<>();
        long sum = 0;
        for (String outcome : Words.ITEM_OUTCOMES) {
            long count = told.count(outcome);
            long records = counted.getOrDefault(outcome, 0L);
            if (count != records) {
                throw new BrokenStreamException(
                        "the end counts " + count + " " + outcome + "; the records tell " + records);
            }
            counts.put(outcome, count);
            sum += count;
        }
        long total = told.count("total");
        if (sum != total) {
            throw new BrokenStreamException("the outcomes add up to " + sum + "; expected the total of " + total);
        }
        counts.put("total", total);
        return counts;
    }
}
