package dev.corral.server.cli;

import dev.corral.nursery.NurseryFailed;
import dev.corral.server.CannotListenException;
import dev.corral.server.CorralServer;
import dev.corral.server.Version;
import dev.corral.server.cli.process.StopSignals;
import dev.corral.server.config.ConfigException;
import dev.corral.server.config.ServerConfig;
import dev.corral.server.config.ServerConfigReader;
import dev.corral.server.config.Setting;
import dev.corral.server.config.Settings;
import dev.corral.server.guard.AllowRule;
import dev.corral.server.logging.LineEncoder;
import dev.corral.server.store.StoreException;
import dev.corral.server.tracing.TraceSettings;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/// `corral serve`: the service, until it is told to stop.
///
/// Its options are those of [Setting], the same in environment and file, plus the file itself.
@Command(
        name = "serve",
        description = {
            "Runs the service until SIGTERM or Ctrl-C.",
            "",
            "Prints one line to standard output when it answers requests: where. Logs go to standard error.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nDurations: a whole number with its unit: 500ms, 30s, 5m, 1h.%n",
        footer = {
            "",
            "Every option is also a variable of the environment, named behind it, and a key in the file (--allow is"
                    + " 'allow'); lists are separated by commas there. An option wins over the environment, that"
                    + " over the file, that over the default. A key or CORRAL_ variable that is not known stops"
                    + " the start.",
            "",
            "The first SIGTERM, Ctrl-C or SIGHUP begins the shutdown: not ready, a delay, no new jobs, a grace for"
                + " running ones, then those are cancelled and their streams end with an end record. A second one ends"
                + " the process at once."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the shutdown has ended",
            "1:an error of ours; the log has it",
            "2:wrong usage or configuration, or a port in use",
            "129, 130, 143:ended at once by a second SIGHUP, Ctrl-C, SIGTERM"
        })
final class ServeCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    @Option(
            names = "--config",
            order = 1, // behind those that have none
            paramLabel = "FILE",
            description = "Java properties in UTF-8, such as 'management-port = 9000' (default: none; CORRAL_CONFIG)")
    private @Nullable String configFile;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Map<String, String> environment;

    private ServeCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    static CommandSpec spec(Map<String, String> environment) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new ServeCommand(environment));
        for (Setting setting : Setting.values()) {
            spec.addOption(optionOf(setting));
        }
        return spec;
    }

    private static OptionSpec optionOf(Setting setting) {
        OptionSpec.Builder option = OptionSpec.builder(setting.option())
                .paramLabel(setting.label())
                .description(setting.description() + " (default: " + setting.defaultText() + "; " + setting.variable()
                        + ")");
        return switch (setting.form()) {
            case VALUE -> option.type(String.class).arity("1").build();
            case LIST ->
                option.type(List.class).auxiliaryTypes(String.class).arity("1").build();
            case FLAG ->
                option.type(String.class).arity("0..1").fallbackValue("true").build();
        };
    }

    @Override
    public Integer call() throws InterruptedException {
        ServerConfig config = config();
        LineEncoder.use(config.telemetry().logFormat());
        CorralServer server = new CorralServer(config);
        try (StopSignals _ = StopSignals.take(signal -> {
            LOG.info("serve.stop signal={} (a second one ends the process at once)", signal);
            server.stop();
        })) {
            server.serve(bound -> announce(bound, config));
            return ExitCodes.OK;
        } catch (CannotListenException | StoreException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        } catch (NurseryFailed e) {
            LOG.error("serve.failed by an error of ours", e);
            return ExitCodes.FAILED;
        }
    }

    /// What the command line, the environment and the file say together.
    private ServerConfig config() {
        try {
            return ServerConfigReader.read(Settings.of(given(), configFile, environment));
        } catch (ConfigException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private Map<Setting, List<String>> given() {
        ParseResult parsed = spec.commandLine().getParseResult();
        Map<Setting, List<String>> given = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            OptionSpec option = parsed.matchedOption(setting.option());
            if (option != null) {
                given.put(setting, texts(option.getValue()));
            }
        }
        return given;
    }

    private static List<String> texts(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : List.of(value.toString());
    }

    private static String traces(ServerConfig config) {
        TraceSettings traces = config.telemetry().traces();
        return traces == null ? "off" : traces.shown();
    }

    private static void warn(ServerConfig config) {
        config.allow().stream()
                .filter(AllowRule::isEverywhere)
                .forEach(rule -> LOG.warn(
                        "--allow {} opens that port at loopback and private addresses, too: for public ones alone say"
                                + " --public-port {}",
                        rule,
                        rule.port()));
    }

    private void announce(CorralServer.Bound bound, ServerConfig config) {
        LOG.atInfo()
                .addKeyValue("version", Version.own())
                .addKeyValue("url", bound.url())
                .addKeyValue("management", bound.managementUrl())
                .addKeyValue("loops", config.capacity().loops())
                .addKeyValue("allow", config.allow())
                .addKeyValue("public_ports", config.publicPorts())
                .addKeyValue("roots", config.roots().names())
                .addKeyValue("traces", traces(config))
                .log("serve.ready");
        warn(config);
        PrintWriter out = spec.commandLine().getOut();
        out.println("corral serving on " + bound.url() + " (management " + bound.managementUrl() + ")");
        out.flush();
    }
}
