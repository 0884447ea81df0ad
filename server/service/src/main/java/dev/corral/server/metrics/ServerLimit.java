package dev.corral.server.metrics;

import java.util.Locale;

/// The limits of the whole server that work waits for.
public enum ServerLimit {
    FETCH,
    LOOKUP,
    WALK,
    PIPELINE,
    DETACHED;

    private final String word = name().toLowerCase(Locale.ROOT);

    /// In metrics and in `/v1/limits`.
    public String word() {
        return word;
    }

    /// Whether items wait for it, and not look-ups or whole jobs.
    boolean isOfItems() {
        return this == FETCH || this == WALK || this == PIPELINE;
    }
}
