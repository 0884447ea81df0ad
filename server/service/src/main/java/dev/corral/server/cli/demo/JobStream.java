package dev.corral.server.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.BitSet;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads the records of one job, adds them up, and holds the stream to what the API promises: numbers without
/// a gap, one record for each item, an `end` whose counts are those that came. Fed by one thread at a time.
final class JobStream {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final int items;
    private final Tally tally;
    private final BitSet told = new BitSet();
    private final SortedMap<String, Long> counts = new TreeMap<>();
    private long lastSeq;
    private @Nullable JsonNode end;
    private @Nullable String problem;

    /// @param items that were sent
    JobStream(int items, Tally tally) {
        this.items = items;
        this.tally = tally;
    }

    /// The next line of the stream, without its end.
    void line(byte[] line) {
        try {
            take(JSON.readTree(line));
        } catch (IOException e) {
            wrong("line " + (lastSeq + 1) + " is not JSON");
        }
    }

    private void take(JsonNode each) {
        long seq = each.path("seq").asLong();
        if (seq != lastSeq + 1) {
            wrong("seq " + seq + " came after " + lastSeq);
        }
        lastSeq = seq;
        if (end != null) {
            wrong("a record came after the end");
        }
        switch (each.path("t").asText()) {
            case "item" -> item(each);
            case "not_started" ->
                notStarted(
                        each.path("from_index").asInt(), each.path("to_index").asInt());
            case "end" -> end = each;
            default -> {
                // The start, and progress, which we have of our own.
            }
        }
    }

    private void item(JsonNode item) {
        String outcome = item.path("outcome").asText();
        tell(item.path("index").asInt(-1), outcome);
        tally.add(outcome, 1);
        JsonNode total = item.path("timing_ms").path("total");
        if (total.isNumber()) {
            tally.took(item.path("attempts").asLong(), total.asLong());
        }
        if (outcome.equals("failed")) {
            tally.failed(item.path("error").path("kind").asText());
        }
    }

    private void notStarted(int from, int to) {
        for (int index = from; index <= to; index++) {
            tell(index, "not_started");
        }
        tally.add("not_started", Math.max(0, to - from + 1L));
    }

    private void tell(int index, String outcome) {
        if (index < 0 || index >= items) {
            wrong("item " + index + " was told and never asked for");
        } else if (told.get(index)) {
            wrong("item " + index + " was told twice");
        } else {
            told.set(index);
        }
        counts.merge(outcome, 1L, Long::sum);
    }

    /// The first is the one worth telling.
    private void wrong(String what) {
        if (problem == null) {
            problem = what;
        }
    }

    /// What the stream did not hold to, now that it is over; null if it held to everything.
    @Nullable
    String problem() {
        if (problem != null) {
            return problem;
        }
        if (end == null) {
            return "the stream was cut short: it has no end record";
        }
        if (told.cardinality() != items) {
            return (items - told.cardinality()) + " items were never told";
        }
        String outcome = end.path("outcome").asText();
        return outcome.equals("completed") ? wrongCount(end.path("counts")) : "the job ended as " + outcome;
    }

    private @Nullable String wrongCount(JsonNode said) {
        if (said.path("total").asLong(-1) != items) {
            return "the end says " + said.path("total") + " items of " + items;
        }
        for (Map.Entry<String, JsonNode> each : said.properties()) {
            long came = counts.getOrDefault(each.getKey(), 0L);
            if (!each.getKey().equals("total") && each.getValue().asLong() != came) {
                return "the end counts " + each.getValue() + " " + each.getKey() + " where " + came + " came";
            }
        }
        return null;
    }
}
