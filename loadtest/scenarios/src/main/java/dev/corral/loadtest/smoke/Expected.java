package dev.corral.loadtest.smoke;

import dev.corral.loadtest.stream.StreamTally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the stream of a job must tell.
///
/// @param outcome of the job
/// @param cause as in its end
/// @param items how many items end how; an outcome that is not named is not looked at
/// @param errors how many items fail by which kind
record Expected(String outcome, @Nullable String cause, Map<String, Long> items, Map<String, Long> errors) {
    Expected {
        items = Map.copyOf(items);
        errors = Map.copyOf(errors);
    }

    static Expected completed() {
        return new Expected("completed", null, Map.of(), Map.of());
    }

    static Expected ended(String outcome, String cause) {
        return new Expected(outcome, cause, Map.of(), Map.of());
    }

    Expected items(String itemOutcome, long count) {
        return new Expected(outcome, cause, plus(items, itemOutcome, count), errors);
    }

    Expected errors(String kind, long count) {
        return new Expected(outcome, cause, items, plus(errors, kind, count));
    }

    private static Map<String, Long> plus(Map<String, Long> map, String key, long count) {
        Map<String, Long> more = new LinkedHashMap<>(map);
        more.put(key, count);
        return more;
    }

    /// Null if the stream tells all that.
    @Nullable
    String fault(StreamTally tally) {
        List<String> faults = new ArrayList<>();
        if (!tally.outcome().equals(outcome) || !Objects.equals(tally.cause(), cause)) {
            faults.add("ended " + tally.outcome() + " by " + tally.cause() + "; expected " + outcome + " by " + cause);
        }
        items.forEach((name, count) -> compare(faults, name, tally.count(name), count));
        errors.forEach((kind, count) -> compare(faults, "failed by " + kind, tally.errors(kind), count));
        return faults.isEmpty() ? null : String.join("; ", faults);
    }

    private static void compare(List<String> faults, String name, long actual, long expected) {
        if (actual != expected) {
            faults.add(actual + " items " + name + "; expected " + expected);
        }
    }
}
