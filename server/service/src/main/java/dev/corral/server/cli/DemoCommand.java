package dev.corral.server.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.corral.server.CannotListenException;
import dev.corral.server.cli.demo.Demo;
import dev.corral.server.cli.demo.DemoFailedException;
import dev.corral.server.cli.demo.DemoOptions;
import dev.corral.server.cli.process.Program.MissingJarException;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `corral demo`: an origin, the service, and a fan-out through its API.
@Command(
        name = "demo",
        description = {
            "Starts a local origin and the service, runs a fan-out of fetches through the service's HTTP API, and"
                    + " tells what happened and where to look.",
            "",
            "All of it listens on loopback only, and ends with this process. Progress goes to standard error, the"
                    + " summary to standard output. The environment is not read.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every check of the summary held",
            "1:one did not, or the run broke",
            "2:wrong usage, a port in use, or the origin's jar is missing",
            "3:cut short by Ctrl-C or SIGTERM",
            "130, 143:ended at once by a second Ctrl-C, by a second SIGTERM"
        })
final class DemoCommand implements Callable<Integer> {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(DemoCommand.class);

    @Option(
            names = "--items",
            paramLabel = "N",
            defaultValue = "10000",
            description = "how many items to fetch, 0 to " + DemoOptions.MAX_ITEMS + " (default: ${DEFAULT-VALUE})")
    private long items;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "port of the service's API, 0 for any free one (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--exit", description = "leave after the summary (default: stay up until Ctrl-C, to look around)")
    private boolean exit;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        DemoOptions options = options();
        if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            // Lines about jobs that end would tear the progress bar.
            root.setLevel(Level.WARN);
        }
        Demo demo = new Demo(
                options, spec.commandLine().getOut(), spec.commandLine().getErr());
        try {
            return switch (demo.run()) {
                case GOOD -> ExitCodes.OK;
                case BAD -> ExitCodes.FAILED;
                case CUT_SHORT -> ExitCodes.CANCELLED;
            };
        } catch (MissingJarException | CannotListenException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        } catch (DemoFailedException e) {
            LOG.error("THE DEMO FAILED: {}", e.getMessage(), e.getCause());
            return ExitCodes.FAILED;
        }
    }

    private DemoOptions options() {
        try {
            return new DemoOptions(items, port, exit ? DemoOptions.After.LEAVE : DemoOptions.After.STAY);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
