package dev.corral.server.metrics;

import java.time.Duration;
import java.util.Arrays;

/// Bounds of histograms: chosen for the questions asked of them, since every one is a series.
final class Buckets {
    private Buckets() {}

    static Duration[] millis(int... bounds) {
        return Arrays.stream(bounds).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }
}
