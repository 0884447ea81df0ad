package dev.corral.loadtest.measure;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// A histogram in numbers.
public record SampleSummary(
        String name, long count, double p50Millis, double p95Millis, double p99Millis, double maxMillis) {

    static SampleSummary of(String name, Histogram micros) {
        return new SampleSummary(
                name,
                micros.getTotalCount(),
                millis(micros.getValueAtPercentile(50)),
                millis(micros.getValueAtPercentile(95)),
                millis(micros.getValueAtPercentile(99)),
                millis(micros.getMaxValue()));
    }

    private static double millis(long micros) {
        return micros / (double) TimeUnit.MILLISECONDS.toMicros(1);
    }
}
