package dev.corral.server.cli.stack;

import dev.corral.nursery.NurseryFailed;
import dev.corral.server.TemporaryFolder;
import dev.corral.server.cli.process.Program.MissingJarException;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `corral stack`: service, origin, Prometheus and a load, on one machine, without containers.
@Command(
        name = "stack",
        description = {
            "Starts the service, an origin, Prometheus (if it is installed) and a steady load, each in a process of"
                    + " its own, and tells where to look.",
            "",
            "All of it listens on loopback only, and ends with this process, however that ends. One job of twenty is"
                    + " hung up on, one of twenty is detached. CORRAL_ variables are not read.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:ended by Ctrl-C or SIGTERM",
            "1:a part did not start, or ended by itself",
            "2:wrong usage, or a jar is missing",
            "130, 143:ended at once by a second Ctrl-C, by a second SIGTERM"
        })
public final class StackCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(StackCommand.class);

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "port of the service's API, 0 for any free one (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--management-port",
            paramLabel = "PORT",
            defaultValue = "9000",
            description = "port of health and metrics, 0 for any free one (default: ${DEFAULT-VALUE})")
    private int managementPort;

    @Option(
            names = "--origin-port",
            paramLabel = "PORT",
            defaultValue = "9100",
            description = "port of the origin, 0 for any free one (default: ${DEFAULT-VALUE})")
    private int originPort;

    @Option(
            names = "--prometheus-port",
            paramLabel = "PORT",
            defaultValue = "9090",
            description = "port of Prometheus, 0 for any free one; if it is in use, another one is taken (default:"
                    + " ${DEFAULT-VALUE})")
    private int prometheusPort;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "" + LoadPlan.DEFAULT_JOBS_PER_SECOND,
            description = "jobs a second of 100 items each, 0 for no load (default: ${DEFAULT-VALUE})")
    private int rate;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        StackPlan plan = plan();
        TemporaryFolder folder = TemporaryFolder.make("corral-stack");
        try {
            new Stack(plan, spec.commandLine().getOut(), folder.path()).run();
        } catch (NurseryFailed e) {
            return explained(e, folder);
        }
        folder.delete();
        return CommandLine.ExitCode.OK;
    }

    private StackPlan plan() {
        try {
            return new StackPlan(new StackPlan.Ports(port, managementPort, originPort, prometheusPort), rate);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /// The logs stay, for whoever wants to know why.
    private int explained(NurseryFailed failed, TemporaryFolder folder) throws IOException {
        Throwable cause = failed;
        while (cause instanceof NurseryFailed && cause.getCause() != null) {
            cause = cause.getCause();
        }
        switch (cause) {
            case MissingJarException missing -> {
                folder.delete();
                throw new ParameterException(spec.commandLine(), missing.getMessage(), missing);
            }
            case IllegalArgumentException wrong -> {
                folder.delete();
                throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
            }
            case StackException itself -> spec.commandLine().getErr().println("corral stack: " + itself.getMessage());
            default -> LOG.error("the stack broke", failed);
        }
        spec.commandLine().getErr().println("corral stack: logs are in " + folder.path());
        spec.commandLine().getErr().flush();
        return CommandLine.ExitCode.SOFTWARE;
    }
}
