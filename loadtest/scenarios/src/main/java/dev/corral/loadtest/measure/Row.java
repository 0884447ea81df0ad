package dev.corral.loadtest.measure;

import java.util.Map;
import java.util.TreeMap;

/// One second of a run, as numbers by name; a name that is not there was not to be had.
public record Row(double second, Map<String, Double> values) {
    public Row {
        values = new TreeMap<>(values);
    }

    public double valueOr(String name, double other) {
        return values.getOrDefault(name, other);
    }
}
