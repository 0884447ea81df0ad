package dev.corral.loadtest.act;

import dev.corral.loadtest.measure.Row;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Some seconds of a run.
record Window(List<Row> rows, double from, double to) {
    Window {
        rows = rows.stream().filter(row -> row.secondsWithin(from, to) > 0).toList();
    }

    private Stream<Row> with(String name) {
        return rows.stream().filter(row -> row.values().containsKey(name));
    }

    private double inside(Row row) {
        return row.secondsWithin(from, to);
    }

    /// Each value times the seconds of its row that lie inside.
    private double sum(String name) {
        return with(name).mapToDouble(row -> row.valueOr(name, 0) * inside(row)).sum();
    }

    /// Of the time that has it.
    double mean(String name) {
        double seconds = with(name).mapToDouble(this::inside).sum();
        return seconds == 0 ? Double.NaN : sum(name) / seconds;
    }

    double max(String name) {
        return with(name).mapToDouble(row -> row.valueOr(name, 0)).max().orElse(Double.NaN);
    }

    /// What a rate comes to over the whole window, where time that does not have it counts as nothing.
    double perSecond(String name) {
        return sum(name) / (to - from);
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
