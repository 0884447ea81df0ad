package dev.corral.server.cli.stack;

import dev.corral.nursery.Backend;
import dev.corral.nursery.CancelScope;
import dev.corral.nursery.vertx.VertxFutures;
import dev.corral.server.cli.process.StopSignals;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `corral busy`: a steady load on a service that runs elsewhere.
@Command(
        name = "busy",
        description = {
            "Sends jobs to a service at a steady pace until Ctrl-C, and tells every ten seconds what became of them.",
            "",
            "It gives dashboards and alerts something to show. It measures nothing: 'corral loadtest' does. A service"
                    + " that is away is waited for.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:ended by Ctrl-C or SIGTERM",
            "1:an error of ours; the log has it",
            "2:wrong usage",
            "130, 143:ended at once by a second Ctrl-C, by a second SIGTERM"
        })
public final class BusyCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(BusyCommand.class);

    @Option(
            names = "--service",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "base of the API (default: ${DEFAULT-VALUE})")
    private URI service = URI.create("");

    @Option(
            names = "--origin",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:9100",
            description = "base of the origin that jobs fetch from, which the service must allow (default:"
                    + " ${DEFAULT-VALUE})")
    private URI origin = URI.create("");

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "" + LoadPlan.DEFAULT_JOBS_PER_SECOND,
            description = "jobs a second (default: ${DEFAULT-VALUE})")
    private int rate;

    @Option(
            names = "--items",
            paramLabel = "N",
            defaultValue = "" + LoadPlan.DEFAULT_ITEMS,
            description = "items of each job (default: ${DEFAULT-VALUE})")
    private int items;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        LoadPlan plan = plan();
        Backend backend = Backend.jdk();
        try {
            backend.run(() -> CancelScope.<Exception>open(scope -> {
                try (StopSignals _ = StopSignals.cancelling(scope)) {
                    run(plan, backend);
                }
            }));
            return CommandLine.ExitCode.OK;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            LOG.error("the load broke", e);
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private LoadPlan plan() {
        try {
            return new LoadPlan(service, origin, rate, items);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void run(LoadPlan plan, Backend backend) throws Exception {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try {
            new Load(Load.client(vertx), plan, backend.clock())
                    .run(spec.commandLine().getOut());
        } finally {
            CancelScope.shielded(scope -> VertxFutures.await(vertx.close()));
        }
    }
}
