package dev.corral.loadtest;

import dev.corral.loadtest.rig.Jars;
import dev.corral.loadtest.settings.Target;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// What a run takes from the command line.
final class RunArguments {
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
            names = "--origin-hosts",
            paramLabel = "N",
            description = "on how many addresses that origin listens (its --addresses; default: 1)")
    private @Nullable Integer hosts;

    @Option(
            names = "--root",
            paramLabel = "NAME",
            description = "a --root of --target, for the jobs that list (default: leave them out)")
    private @Nullable String root;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "jobs a second, in scenarios of a constant rate (default: as in slo.yaml)")
    private @Nullable String rate;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            description = "how long, such as 500ms, 30s or 5m (default: as in slo.yaml)")
    private @Nullable String duration;

    @Option(
            names = "--load",
            paramLabel = "NAME=VALUE",
            description = "any other number of the scenario's load in slo.yaml; may be given again")
    private Map<String, String> load = new LinkedHashMap<>();

    @Option(names = "--slo", paramLabel = "FILE", description = "another slo.yaml (default: the one that comes along)")
    private @Nullable Path slo;

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description =
                    "where the generator tells its own second to Prometheus, on loopback (default: any free port)")
    private int metricsPort;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "where reports go (default: ./loadtest-results/SCENARIO-TIME)")
    private @Nullable Path out;

    @Option(names = "--replace", description = "clear what an earlier run left in --out (default: refuse to start)")
    private boolean replace;

    @Nullable
    Path out() {
        return out;
    }

    /// Nothing of an earlier run may be in a folder: it would pass for this one's.
    void makeFree(CommandSpec spec, RunFolder folder) throws IOException {
        if (replace) {
            folder.clear();
        } else if (folder.isUsed()) {
            throw new ParameterException(
                    spec.commandLine(),
                    folder.path() + " holds an earlier run; expected an empty or a new folder, or --replace");
        }
    }

    RunOptions options(CommandSpec spec) {
        Map<String, String> all = new LinkedHashMap<>(load);
        if (rate != null) {
            all.put("rate_per_s", rate);
        }
        if (duration != null) {
            all.put("duration", duration);
        }
        try {
            return new RunOptions(profile, all, slo, metricsPort);
        } catch (IllegalArgumentException e) {
            throw usage(spec, e);
        }
    }

    /// The running service; null to start one.
    @Nullable
    Target target(CommandSpec spec) {
        String given = target;
        if (given == null) {
            mustBeAlone(spec, "--management", management);
            mustBeAlone(spec, "--origin", origin);
            mustBeAlone(spec, "--root", root);
            mustBeAlone(spec, "--origin-hosts", hosts);
            return null;
        }
        try {
            return new Target(
                            given,
                            management == null ? Target.onSameHost(given, 9000) : management,
                            origin == null ? Target.onSameHost(given, 9100) : origin,
                            root)
                    .withHosts(hosts == null ? 1 : hosts);
        } catch (IllegalArgumentException e) {
            throw usage(spec, e);
        }
    }

    private static void mustBeAlone(CommandSpec spec, String option, @Nullable Object value) {
        if (value != null) {
            throw new ParameterException(
                    spec.commandLine(), option + " is \"" + value + "\" without --target, which it belongs to");
        }
    }

    /// The programs beside this one.
    static Jars jars(CommandSpec spec) throws URISyntaxException {
        Path own = Path.of(RunArguments.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try {
            return Jars.find(System::getProperty, own.toAbsolutePath().resolveSibling("."));
        } catch (IllegalArgumentException e) {
            throw usage(spec, e);
        }
    }

    /// What is wrong with the user's input.
    static ParameterException usage(CommandSpec spec, IllegalArgumentException e) {
        return new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
}
