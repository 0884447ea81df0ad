package dev.corral.server.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How a job ended.
///
/// @param outcome the word of the `end` record
/// @param at kept to the millisecond
/// @param expires from when on it may be evicted, kept to the millisecond
public record StoredEnd(String outcome, @Nullable String cause, StoredCounts counts, Instant at, Instant expires) {
    public StoredEnd {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(counts, "counts");
        at = at.truncatedTo(ChronoUnit.MILLIS);
        expires = expires.truncatedTo(ChronoUnit.MILLIS);
    }
}
