package dev.corral.bench;

import dev.corral.bench.contender.LimitContender;
import dev.corral.bench.contender.PassContender;
import dev.corral.bench.contender.SpawnContender;
import dev.corral.bench.contender.WaitContender;
import dev.corral.bench.shape.CancelBenchmark;
import dev.corral.bench.shape.ContentionBenchmark;
import dev.corral.bench.shape.LimiterBenchmark;
import dev.corral.bench.shape.OneToOneBenchmark;
import dev.corral.bench.shape.PairsBenchmark;
import dev.corral.bench.shape.SpawnBenchmark;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A JMH benchmark, who takes part, and the values of its parameter.
record Shape(String name, Class<?> benchmark, List<Enum<?>> contenders, Axis axis) {
    static final List<Shape> ALL = List.of(
            new Shape(
                    "spawn",
                    SpawnBenchmark.class,
                    List.of(SpawnContender.values()),
                    new Axis("children", List.of("1", "10000"), List.of("10"))),
            new Shape(
                    "one-to-one",
                    OneToOneBenchmark.class,
                    List.of(PassContender.values()),
                    new Axis("capacity", List.of("0", "16"), List.of("100"))),
            new Shape(
                    "pairs",
                    PairsBenchmark.class,
                    List.of(PassContender.values()),
                    new Axis("capacity", List.of("16"), List.of("0"))),
            new Shape(
                    "contention",
                    ContentionBenchmark.class,
                    List.of(PassContender.values()),
                    new Axis("capacity", List.of("16"), List.of("0"))),
            new Shape(
                    "cancel",
                    CancelBenchmark.class,
                    List.of(WaitContender.values()),
                    new Axis("channel", List.of("OWN"), List.of("SHARED"))),
            new Shape(
                    "limiter",
                    LimiterBenchmark.class,
                    List.of(LimitContender.values()),
                    new Axis("permits", List.of("8"), List.of("1"))));

    /// All that there is to measure, value by value.
    Stream<Measurement> measurements(Effort effort) {
        return axis.values(effort)
                .flatMap(value -> contenders.stream()
                        .filter(contender -> offers(contender, value))
                        .map(contender -> measurement(contender, value)));
    }

    private Measurement measurement(Enum<?> contender, String value) {
        String group = name + " " + axis.parameter() + "=" + value.toLowerCase(Locale.ROOT);
        TimeProbe probe = new TimeProbe(benchmark, axis.parameter(), value, contender.name());
        return Measurement.of(group, contender, probe);
    }

    private static boolean offers(Enum<?> contender, String value) {
        return !(contender instanceof PassContender passer) || passer.offers(Integer.parseInt(value));
    }

    /// The parameter of a benchmark.
    ///
    /// @param always values that every run takes
    /// @param atLength values for which only a full run has the time
    record Axis(String parameter, List<String> always, List<String> atLength) {
        Stream<String> values(Effort effort) {
            return effort.isQuick() ? always.stream() : Stream.concat(always.stream(), atLength.stream());
        }
    }
}
