package dev.corral.loadtest.page;

import dev.corral.loadtest.measure.Row;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The lines of charts: few enough to be told apart.
final class Lines {
    /// As many as there are colours that differ.
    static final int MOST = 8;

    private static final String PHASE = "@.*?(?=(\\.service)?\\.(per_s|p\\d+_ms)$)";

    private Lines() {}

    /// The rows with one value for each sample, whatever its phase: the marks tell the phases. Of what two phases give
    /// in one second, rates add up, and of times the longer one counts.
    static List<Row> bySample(List<Row> rows) {
        return rows.stream()
                .map(row -> new Row(row.second(), row.seconds(), bySample(row.values())))
                .toList();
    }

    private static Map<String, Double> bySample(Map<String, Double> values) {
        Map<String, Double> samples = new TreeMap<>();
        values.forEach((name, value) -> {
            String sample = name.replaceFirst(PHASE, "");
            // What is booked with and without its phase is there already.
            if (sample.equals(name) || !values.containsKey(sample)) {
                samples.merge(sample, value, sample.endsWith(".per_s") ? Double::sum : Double::max);
            }
        });
        return samples;
    }

    /// All names that a panel would draw.
    static NavigableSet<String> wanted(List<Row> rows, Panel panel) {
        NavigableSet<String> names = new TreeSet<>();
        rows.forEach(row -> row.values().keySet().stream().filter(panel.wants()).forEach(names::add));
        return names;
    }

    /// Those that it draws, in order: the highest ones if there are too many.
    static List<String> most(List<Row> rows, Panel panel) {
        return wanted(rows, panel).stream()
                .sorted(Comparator.comparingDouble((String name) -> -peak(rows, name)))
                .limit(MOST)
                .sorted()
                .toList();
    }

    private static double peak(List<Row> rows, String name) {
        return rows.stream().mapToDouble(row -> row.valueOr(name, 0)).max().orElse(0);
    }
}
