package dev.corral.server.cli.demo;

/// Counts durations by the millisecond, exact up to a minute, in memory that does not grow. Not thread-safe.
final class Latencies {
    /// What is longer counts as this long.
    static final int MAX_MILLIS = 60_000;

    private final long[] counts = new long[MAX_MILLIS + 1];
    private long total;

    void record(long millis) {
        counts[Math.clamp(millis, 0, MAX_MILLIS)]++;
        total++;
    }

    /// The smallest time that this share of all did not exceed; 0 when there are none.
    ///
    /// @param percent above 0, at most 100
    long percentile(int percent) {
        long rank = Math.ceilDiv(total * percent, 100);
        long seen = 0;
        for (int millis = 0; millis <= MAX_MILLIS; millis++) {
            seen += counts[millis];
            if (seen >= rank && seen > 0) {
                return millis;
            }
        }
        return 0;
    }
}
