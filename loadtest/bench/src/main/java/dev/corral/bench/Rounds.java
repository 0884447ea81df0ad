package dev.corral.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Measures a plan, group by group. In each round every contender of the group has one JVM, and every second
/// round goes backwards (A B, B A), so that a machine that slows down or speeds up meanwhile favours nobody.
final class Rounds {
    private final Effort effort;
    private final Consumer<String> progress;

    /// @param progress is told of each measurement in a line
    Rounds(Effort effort, Consumer<String> progress) {
        this.effort = effort;
        this.progress = progress;
    }

    /// One row for each measurement, in the order of the plan.
    List<Row> measure(List<Measurement> measurements) throws InterruptedException {
        Collection<List<Measurement>> groups = measurements.stream()
                .collect(Collectors.groupingBy(Measurement::group, LinkedHashMap::new, Collectors.toList()))
                .values();
        List<Row> rows = new ArrayList<>();
        for (List<Measurement> group : groups) {
            rows.addAll(measureGroup(group));
        }
        return rows;
    }

    private List<Row> measureGroup(List<Measurement> group) throws InterruptedException {
        Map<Measurement, List<Sample>> samples = new LinkedHashMap<>();
        group.forEach(measurement -> samples.put(measurement, new ArrayList<>()));
        for (int round = 0; round < effort.forks(); round++) {
            for (Measurement measurement : round % 2 == 0 ? group : group.reversed()) {
                Sample sample = measurement.probe().measure(effort);
                samples.getOrDefault(measurement, List.of()).add(sample);
                progress.accept(line(measurement, sample));
            }
        }
        return samples.entrySet().stream()
                .map(entry -> new Row(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static String line(Measurement measurement, Sample sample) {
        String value = String.format(
                "%s: %,.0f %s", measurement, sample.value(), measurement.probe().unit());
        return Double.isNaN(sample.cpuNanos()) ? value : value + String.format(", %,.0f of cpu", sample.cpuNanos());
    }
}
