package dev.corral.loadtest.measure;

import java.util.Map;
import java.util.TreeMap;

/// One second of a run, as numbers by name; a name that is not there was not to be had.
///
/// @param second of its end, since the run began
/// @param seconds that it took: a busy machine makes some longer, and the next ones shorter
public record Row(double second, double seconds, Map<String, Double> values) {
    public Row {
        values = new TreeMap<>(values);
    }

    /// One second long.
    public Row(double second, Map<String, Double> values) {
        this(second, 1, values);
    }

    public double valueOr(String name, double other) {
        return values.getOrDefault(name, other);
    }

    /// How much of it lies between two moments.
    public double secondsWithin(double from, double to) {
        return Math.max(0, Math.min(second, to) - Math.max(second - seconds, from));
    }
}
