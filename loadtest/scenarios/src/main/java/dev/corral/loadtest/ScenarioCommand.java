package dev.corral.loadtest;

import dev.corral.loadtest.rig.Jars;
import dev.corral.loadtest.rig.NotReadyException;
import dev.corral.loadtest.settings.Target;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Runs one scenario.
@Command(
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:pass: every objective held",
            "1:fail: the service did not hold an objective",
            "2:usage, or a jar is missing",
            "4:could not reach the server, or it did not start",
            "5:invalid: what measures was broken, so the run says nothing about the service"
        })
final class ScenarioCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    @Option(names = "--profile", defaultValue = "quick", description = "quick or full (default: ${DEFAULT-VALUE})")
    private Profile profile = Profile.QUICK;

    @Option(
            names = "--target",
            paramLabel = "URL",
            description = "test a running service, which must be idle otherwise (default: start one, and an origin)")
    private @Nullable String target;

    @Option(
            names = "--management",
            paramLabel = "URL",
            description = "the management port of --target (default: port 9000 of its host)")
    private @Nullable String management;

    @Option(
            names = "--origin",
            paramLabel = "URL",
            description = "a running origin, for which --target has an --allow (default: port 9100 of its host)")
    private @Nullable String origin;

    @Option(
            names = "--root",
            paramLabel = "NAME",
            description = "a --root of --target, for the jobs that list (default: leave them out)")
    private @Nullable String root;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "where reports go (default: ./loadtest-results/SCENARIO-TIME)")
    private @Nullable Path out;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Scenario scenario;

    ScenarioCommand(Scenario scenario) {
        this.scenario = scenario;
    }

    @Override
    public Integer call() throws IOException, NotReadyException, InterruptedException, URISyntaxException {
        ScenarioRun run =
                new ScenarioRun(scenario, profile, folder(), spec.commandLine().getOut());
        String given = target;
        if (given != null) {
            return run.against(target(given)).exitCode();
        }
        mustBeAlone("--management", management);
        mustBeAlone("--origin", origin);
        mustBeAlone("--root", root);
        return run.alone(jars()).exitCode();
    }

    private Path folder() {
        return out == null
                ? Path.of(
                        "loadtest-results",
                        scenario.name() + "-"
                                + LocalDateTime.now(ZoneId.systemDefault()).format(TIME))
                : out;
    }

    private Jars jars() throws URISyntaxException {
        Path own = Path.of(ScenarioCommand.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try {
            return Jars.find(System::getProperty, own.toAbsolutePath().resolveSibling("."));
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage(), e);
        }
    }

    private void mustBeAlone(String option, @Nullable String value) {
        if (value != null) {
            throw usage(option + " is \"" + value + "\" without --target, which it belongs to", null);
        }
    }

    private Target target(String service) {
        try {
            return new Target(
                    service,
                    management == null ? Target.onSameHost(service, 9000) : management,
                    origin == null ? Target.onSameHost(service, 9100) : origin,
                    root);
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage(), e);
        }
    }

    private ParameterException usage(@Nullable String message, @Nullable Throwable cause) {
        return new ParameterException(spec.commandLine(), String.valueOf(message), cause);
    }
}
