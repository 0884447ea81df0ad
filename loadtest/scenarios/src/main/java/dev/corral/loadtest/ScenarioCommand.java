package dev.corral.loadtest;

import dev.corral.loadtest.report.Summary;
import dev.corral.loadtest.report.Verdict;
import dev.corral.loadtest.rig.Jars;
import dev.corral.loadtest.rig.NotReadyException;
import dev.corral.loadtest.settings.Slo;
import dev.corral.loadtest.settings.Target;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Runs one scenario, or several in a row.
@Command(
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:pass: every objective held",
            "1:fail: the service did not hold an objective",
            "2:usage, or a jar is missing",
            "4:could not reach the server, or it did not start",
            "5:invalid: what measures was broken, or the service lacks what the scenario is about"
        })
final class ScenarioCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private static final int MAX_RUNS = 100;

    @Mixin
    private RunArguments arguments = new RunArguments();

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "run it N times, into run-1, run-2, ... of --out; comparing needs 5 (default: ${DEFAULT-VALUE})")
    private int runs = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final String name;
    private final List<Scenario> scenarios;

    /// @param name of the command, for its folder
    ScenarioCommand(String name, List<Scenario> scenarios) {
        this.name = name;
        this.scenarios = scenarios;
    }

    @Override
    public Integer call() throws IOException, NotReadyException, InterruptedException, URISyntaxException {
        if (runs < 1 || runs > MAX_RUNS) {
            throw RunArguments.usage(
                    spec, new IllegalArgumentException("runs is " + runs + "; expected 1 to " + MAX_RUNS));
        }
        RunOptions options = arguments.options(spec);
        checkPlans(options);
        Target target = arguments.target(spec);
        Jars jars = target == null ? RunArguments.jars(spec) : null;
        Path given = arguments.out();
        Path folder = given == null
                ? Path.of(
                        "loadtest-results",
                        name + "-" + LocalDateTime.now(ZoneId.systemDefault()).format(TIME))
                : given;
        List<Summary> summaries = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            for (int run = 1; run <= runs; run++) {
                Path own = scenarios.size() == 1 ? folder : folder.resolve(scenario.name());
                ScenarioRun one = new ScenarioRun(
                        scenario,
                        options,
                        runs == 1 ? own : own.resolve("run-" + run),
                        spec.commandLine().getOut());
                summaries.add(run(one, target, jars));
            }
        }
        if (summaries.size() > 1) {
            spec.commandLine().getOut().println(Overview.of(summaries));
        }
        return worst(summaries).exitCode();
    }

    private static Summary run(ScenarioRun one, @Nullable Target target, @Nullable Jars jars)
            throws IOException, NotReadyException, InterruptedException {
        if (target != null) {
            return one.against(target);
        }
        if (jars == null) {
            throw new IllegalStateException("without a target there are jars");
        }
        return one.alone(jars);
    }

    /// What is wrong with slo.yaml or the load must be said before anything starts.
    private void checkPlans(RunOptions options) throws IOException {
        try {
            Slo slo = Slo.read(options.slo());
            for (Scenario scenario : scenarios) {
                var _ = slo.plan(scenario.name(), options.profile().toString())
                        .load()
                        .with(options.load());
            }
        } catch (IllegalArgumentException e) {
            throw RunArguments.usage(spec, e);
        }
    }

    /// A failure outweighs a void run, and that a pass.
    private static Verdict worst(List<Summary> summaries) {
        List<Verdict> verdicts =
                summaries.stream().map(each -> each.judgement().verdict()).toList();
        if (verdicts.contains(Verdict.FAIL)) {
            return Verdict.FAIL;
        }
        return verdicts.contains(Verdict.INVALID) ? Verdict.INVALID : Verdict.PASS;
    }
}
