package dev.corral.bench;

import dev.corral.bench.contender.WaitContender;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a run measures, in the order of the table, and with how much effort.
record Plan(List<Measurement> measurements, Effort effort) {
    /// @param only what stays: measurements such as `spawn children=10 corral` in which the pattern is found
    /// @throws IllegalArgumentException if nothing stays
    static Plan of(Effort effort, Pattern only) {
        List<Measurement> chosen = all(effort)
                .filter(measurement -> only.matcher(measurement.toString()).find())
                .toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException(
                    "--only '" + only + "' matches nothing, expected a pattern found in one of "
                            + all(effort).map(Measurement::toString).toList());
        }
        return new Plan(chosen, effort);
    }

    private static Stream<Measurement> all(Effort effort) {
        Stream<Measurement> times = Shape.ALL.stream().flatMap(shape -> shape.measurements(effort));
        Stream<Measurement> weights = Stream.of(WaitContender.values())
                .map(contender ->
                        Measurement.of("memory tasks=" + MemoryProbe.TASKS, contender, new MemoryProbe(contender)));
        return Stream.concat(times, weights);
    }
}
