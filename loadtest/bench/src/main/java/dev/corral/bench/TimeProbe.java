package dev.corral.bench;

import java.util.List;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// A fork of a JMH benchmark: the median of its iterations.
///
/// @param benchmark a class of the shapes
/// @param parameter its one parameter beside `contender`
record TimeProbe(Class<?> benchmark, String parameter, String value, String contender) implements Probe {
    /// The same for everybody. The preview is for StructuredTaskScope, and for Jox, which is built upon it.
    static final List<String> JVM_FLAGS = List.of("--enable-preview", "-Xms1g", "-Xmx1g");

    @Override
    public String unit() {
        return "ns/op";
    }

    @Override
    public double measure(Effort effort) {
        try {
            RunResult run = new Runner(options(effort)).runSingle();
            return Median.of(run.getBenchmarkResults().stream()
                    .flatMap(fork -> fork.getIterationResults().stream())
                    .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
                    .toArray());
        } catch (RunnerException e) {
            throw new IllegalStateException(this + " failed: " + e.getMessage(), e);
        }
    }

    private Options options(Effort effort) {
        TimeValue iteration = TimeValue.milliseconds(effort.iteration().toMillis());
        return new OptionsBuilder()
                .include(Pattern.quote(benchmark.getName()) + "\\.")
                .param(parameter, value)
                .param("contender", contender)
                .forks(1)
                .jvmArgs(JVM_FLAGS.toArray(String[]::new))
                .warmupIterations(effort.warmUps())
                .warmupTime(iteration)
                .measurementIterations(effort.iterations())
                .measurementTime(iteration)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
    }
}
