package dev.corral.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/// What came of a measurement: one sample from each JVM, in the order in which they ran.
record Row(Measurement measurement, List<Sample> samples) {
    Row {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException(measurement + " has no sample, expected one from each JVM");
        }
        samples = List.copyOf(samples);
    }

    double median() {
        return median(Sample::value);
    }

    /// Processor time per operation; not a number where it was not measured.
    double medianCpuNanos() {
        return median(Sample::cpuNanos);
    }

    private double median(ToDoubleFunction<Sample> number) {
        return Median.of(samples.stream().mapToDouble(number).toArray());
    }

    private DoubleStream values() {
        return samples.stream().mapToDouble(Sample::value);
    }

    double lowest() {
        return values().min().orElseThrow();
    }

    double highest() {
        return values().max().orElseThrow();
    }

    /// This median by Corral's: above 1, Corral needs less. Not a number if Corral was not measured at the
    /// same.
    double ratioToCorral(List<Row> rows) {
        return ratio(rows, Row::median);
    }

    /// Like [#ratioToCorral], of the processor time.
    double cpuRatioToCorral(List<Row> rows) {
        return ratio(rows, Row::medianCpuNanos);
    }

    private double ratio(List<Row> rows, ToDoubleFunction<Row> median) {
        return rows.stream()
                .filter(row ->
                        row.measurement.isCorral() && row.measurement.group().equals(measurement.group()))
                .mapToDouble(corral -> median.applyAsDouble(this) / median.applyAsDouble(corral))
                .findFirst()
                .orElse(Double.NaN);
    }
}
