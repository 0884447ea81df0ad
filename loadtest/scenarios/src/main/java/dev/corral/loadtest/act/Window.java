package dev.corral.loadtest.act;

import dev.corral.loadtest.measure.Row;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/// Some seconds of a run.
record Window(List<Row> rows, double from, double to) {
    Window {
        rows = rows.stream()
                .filter(row -> row.second() > from && row.second() <= to)
                .toList();
    }

    private DoubleStream values(String name) {
        return rows.stream().filter(row -> row.values().containsKey(name)).mapToDouble(row -> row.valueOr(name, 0));
    }

    /// Of the seconds that have it.
    double mean(String name) {
        return values(name).average().orElse(Double.NaN);
    }

    double max(String name) {
        return values(name).max().orElse(Double.NaN);
    }

    /// A rate's sum over all seconds, as if each were one second long, by the length of the window.
    double perSecond(String name) {
        return values(name).sum() / (to - from);
    }

    /// How long from the start until the first second in which this is at most so much; not a number if
    /// never.
    double until(String name, double bound) {
        return rows.stream()
                .filter(row -> row.valueOr(name, Double.MAX_VALUE) <= bound)
                .mapToDouble(row -> row.second() - from)
                .findFirst()
                .orElse(Double.NaN);
    }

    /// The name with this beginning and end whose mean is the largest, with it.
    String largest(String prefix, String suffix) {
        return rows.stream()
                .flatMap(row -> row.values().keySet().stream())
                .filter(name -> name.startsWith(prefix) && name.endsWith(suffix))
                .distinct()
                .max(Comparator.comparingDouble(this::mean))
                .map(name -> String.format(
                        Locale.ROOT,
                        "%s (%.2f s a second)",
                        name.substring(prefix.length(), name.length() - suffix.length()),
                        mean(name)))
                .orElse("nothing");
    }
}
