package dev.corral.loadtest.stream;

import org.jspecify.annotations.Nullable;

/// How one item ended, as its record says.
///
/// @param errorKind null unless it failed or was cancelled
/// @param attempts how often it was tried
/// @param millis from its reading to its end, waits for permits included; 0 when it was not told
public record ItemResult(
        long index, String outcome, @Nullable String errorKind, long attempts, double millis) {}
