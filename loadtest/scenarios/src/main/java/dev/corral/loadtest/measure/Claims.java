package dev.corral.loadtest.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.corral.loadtest.stream.ItemResult;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How many requests the origin must have seen, by path, going by what streams said of their items.
///
/// An item with an answer was certainly sent, as often as it was attempted. One that was cut short (cancelled, timed
/// out) may have been or not. Any other was not. Thread-safe.
public final class Claims {
    private static final Set<String> ANSWERED = Set.of("status", "throttled", "body_too_large", "decompression_limit");
    private static final Set<String> CUT_SHORT =
            Set.of("timeout_first_byte", "timeout_idle", "timeout_total", "reset", "protocol", "cancelled", "deadline");

    @GuardedBy("this")
    private final Map<String, Range> byPath = new TreeMap<>();

    private record Range(long least, long most) {
        static final Range NONE = new Range(0, 0);

        Range plus(Range other) {
            return new Range(least + other.least, most + other.most);
        }
    }

    /// Adds what one item's record claims.
    ///
    /// @param url what the item asked for
    public synchronized void add(String url, ItemResult item) {
        Range range = claimed(item);
        if (range.most > 0) {
            byPath.merge(URI.create(url).getPath(), range, Range::plus);
        }
    }

    private static Range claimed(ItemResult item) {
        String kind = String.valueOf(item.errorKind());
        if (item.outcome().equals("ok") || ANSWERED.contains(kind)) {
            return new Range(item.attempts(), item.attempts());
        }
        return CUT_SHORT.contains(kind) ? new Range(0, item.attempts()) : Range.NONE;
    }

    /// Compares with what the origin saw since its mark.
    ///
    /// @param seen the origin's `/seen`
    /// @return where they do not agree; null if they do
    public synchronized @Nullable String disagreement(JsonNode seen) {
        JsonNode paths = seen.path("paths");
        List<String> faults = new ArrayList<>();
        byPath.forEach((path, range) -> {
            long saw = paths.path(path).path("since_mark").asLong();
            if (saw < range.least || saw > range.most) {
                faults.add(path + ": the origin saw " + saw + " requests, the streams claim " + range.least
                        + (range.most == range.least ? "" : " to " + range.most));
            }
        });
        paths.properties().forEach(each -> {
            long saw = each.getValue().path("since_mark").asLong();
            if (saw > 0 && !byPath.containsKey(each.getKey())) {
                faults.add(each.getKey() + ": the origin saw " + saw + " requests, the streams claim none");
            }
        });
        return faults.isEmpty() ? null : String.join("; ", faults);
    }
}
