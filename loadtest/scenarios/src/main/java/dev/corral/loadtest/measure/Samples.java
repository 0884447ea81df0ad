package dev.corral.loadtest.measure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// Times by name, each in a histogram of microseconds with three digits. Thread-safe.
public final class Samples {
    private static final long HIGHEST_MICROS = TimeUnit.HOURS.toMicros(1);
    private static final int DIGITS = 3;

    private final Map<String, Histogram> histograms = new ConcurrentHashMap<>();

    /// Beyond an hour counts as an hour.
    public void record(String name, Duration time) {
        long micros = Math.clamp(TimeUnit.NANOSECONDS.toMicros(time.toNanos()), 0, HIGHEST_MICROS);
        histograms
                .computeIfAbsent(name, _ -> new ConcurrentHistogram(HIGHEST_MICROS, DIGITS))
                .recordValue(micros);
    }

    /// All names, in order.
    public List<SampleSummary> summaries() {
        return new TreeMap<>(histograms)
                .entrySet().stream()
                        .map(each -> SampleSummary.of(each.getKey(), each.getValue()))
                        .toList();
    }

    Map<String, Histogram> histograms() {
        return new TreeMap<>(histograms);
    }
}
