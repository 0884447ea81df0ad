package dev.corral.bench;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
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
    /// The same for everybody. The preview is for StructuredTaskScope, and for Jox, which is built upon it;
    /// JMH uses what is unsafe.
    static final List<String> JVM_FLAGS =
            List.of("--enable-preview", "-Xms1g", "-Xmx1g", "--sun-misc-unsafe-memory-access=allow");

    @Override
    public String unit() {
        return "ns/op";
    }

    @Override
    public Sample measure(Effort effort) {
        try {
            RunResult run = new Runner(options(effort)).runSingle();
            return new Sample(
                    median(run, IterationResult::getPrimaryResult),
                    tellsCpuTime() ? median(run, TimeProbe::cpuTime) : Sample.NOT_MEASURED);
        } catch (RunnerException e) {
            throw new IllegalStateException(this + " failed: " + e.getMessage(), e);
        }
    }

    /// Not where each invocation is prepared for: an iteration's processor time is of both.
    boolean tellsCpuTime() {
        return Stream.of(benchmark.getMethods())
                .map(method -> method.getAnnotation(Setup.class))
                .noneMatch(setup -> setup != null && setup.value() == Level.Invocation);
    }

    private static Result<?> cpuTime(IterationResult iteration) {
        return Objects.requireNonNull(iteration.getSecondaryResults().get(CpuTime.LABEL), CpuTime.LABEL);
    }

    private static double median(RunResult run, Function<IterationResult, Result<?>> result) {
        return Median.of(run.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .mapToDouble(iteration -> result.apply(iteration).getScore())
                .toArray());
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
                .addProfiler(CpuTime.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
    }
}
