package dev.corral.bench;

import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;

/// What came of a measurement: one number from each JVM, in the order in which they ran.
record Row(Measurement measurement, List<Double> numbers) {
    Row {
        if (numbers.isEmpty()) {
            throw new IllegalArgumentException(measurement + " has no number, expected one from each JVM");
        }
        numbers = List.copyOf(numbers);
    }

    double median() {
        return Median.of(numbers.stream().mapToDouble(Double::doubleValue).toArray());
    }

    double lowest() {
        return Collections.min(numbers);
    }

    double highest() {
        return Collections.max(numbers);
    }

    /// This median by Corral's: above 1, Corral needs less. Empty if Corral was not measured at the same.
    OptionalDouble ratioToCorral(List<Row> rows) {
        return rows.stream()
                .filter(row ->
                        row.measurement.isCorral() && row.measurement.group().equals(measurement.group()))
                .mapToDouble(row -> median() / row.median())
                .findFirst();
    }
}
