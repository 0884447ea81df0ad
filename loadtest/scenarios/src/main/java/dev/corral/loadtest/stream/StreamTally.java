package dev.corral.loadtest.stream;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a whole stream told.
///
/// @param kind of the job
/// @param outcome of the job
/// @param cause what ended it before its time; null if nothing did
/// @param counts items by outcome, and `total`
/// @param entries records of listed files and folders
/// @param items those that had a record of their own, in the order of the stream
public record StreamTally(
        String kind,
        String outcome,
        @Nullable String cause,
        Map<String, Long> counts,
        long entries,
        List<ItemResult> items) {
    public StreamTally {
        counts = Map.copyOf(counts);
        items = List.copyOf(items);
    }

    /// How many items ended so.
    public long count(String itemOutcome) {
        return counts.getOrDefault(itemOutcome, 0L);
    }

    /// How many items failed by that kind of error.
    public long errors(String errorKind) {
        return items.stream()
                .filter(item -> item.outcome().equals("failed") && errorKind.equals(item.errorKind()))
                .count();
    }
}
