package dev.corral.loadtest;

import dev.corral.loadtest.rig.Jars;
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
import java.util.Objects;
import java.util.concurrent.Callable;
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
            "2:usage, a jar is missing, or a file cannot be read or written",
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

    @Option(
            names = "--again",
            paramLabel = "N",
            defaultValue = "0",
            description = "repeat a void run up to N times, and keep all; a failed one is never repeated"
                    + " (default: ${DEFAULT-VALUE})")
    private int again;

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
    public Integer call() throws IOException, InterruptedException, URISyntaxException {
        checkRange("runs", runs, 1);
        checkRange("again", again, 0);
        RunOptions options = arguments.options(spec);
        checkPlans(options);
        Target target = arguments.target(spec);
        Jars jars = target == null ? RunArguments.jars(spec) : null;
        List<Campaign.Entry> entries = entries();
        for (Campaign.Entry entry : entries) {
            arguments.makeFree(spec, entry.folder());
        }
        Campaign campaign = new Campaign(entries, again, entry -> {
            ScenarioRun run = new ScenarioRun(
                    entry.scenario(),
                    options,
                    entry.folder().path(),
                    spec.commandLine().getOut());
            return target == null ? run.alone(Objects.requireNonNull(jars)) : run.against(target);
        });
        List<Outcome> outcomes = campaign.play(spec.commandLine().getErr()::println);
        if (outcomes.size() > 1) {
            spec.commandLine().getOut().println(Overview.of(outcomes));
        }
        return Outcome.exitCode(outcomes);
    }

    private void checkRange(String option, int value, int least) {
        if (value < least || value > MAX_RUNS) {
            throw RunArguments.usage(
                    spec,
                    new IllegalArgumentException(option + " is " + value + "; expected " + least + " to " + MAX_RUNS));
        }
    }

    private List<Campaign.Entry> entries() {
        Path given = arguments.out();
        Path folder = given == null
                ? Path.of(
                        "loadtest-results",
                        name + "-" + LocalDateTime.now(ZoneId.systemDefault()).format(TIME))
                : given;
        List<Campaign.Entry> entries = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            Path own = scenarios.size() == 1 ? folder : folder.resolve(scenario.name());
            for (int run = 1; run <= runs; run++) {
                entries.add(new Campaign.Entry(scenario, new RunFolder(runs == 1 ? own : own.resolve("run-" + run))));
            }
        }
        return entries;
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
}
