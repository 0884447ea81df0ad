package dev.corral.server.cli;

import dev.corral.server.cli.jobs.ApiClient;
import dev.corral.server.cli.jobs.JobText;
import dev.corral.server.cli.options.Amount;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/// `corral cancel ID`: ends a job of a running service.
@Command(
        name = "cancel",
        description = {"Cancels a job of a running service, and shows it. A job that has ended stays as it is.", ""},
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the job is told; with --wait, it is over: its last task has ended",
            "1:with --wait, it is not over yet",
            "2:wrong usage, no such job, or a key that the service does not know",
            "3:cut short by Ctrl-C, SIGTERM or a reader who left",
            "4:the service could not be reached, or cannot answer now",
            "130, 143:ended at once by a second Ctrl-C, by a second SIGTERM"
        })
final class CancelCommand implements Callable<Integer> {
    /// As long as the service waits.
    private static final Duration MOST = Duration.ofMinutes(1);

    private static final int HTTP_OK = 200;

    @Mixin
    private JobId job = new JobId();

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            description = "for its last task to end, at most 1m, in whole seconds (default: not)")
    private @Nullable String wait;

    @Mixin
    private final ServerOptions server;

    private CancelCommand(Map<String, String> environment) {
        this.server = new ServerOptions(environment);
    }

    static CommandSpec spec(Map<String, String> environment) {
        return CommandSpec.forAnnotatedObject(new CancelCommand(environment));
    }

    @Override
    public Integer call() throws InterruptedException {
        Duration patience = patience();
        String path = job.path(server, "/cancel");
        boolean people = server.forPeople();
        return server.talk(client -> {
            ApiClient.Told told = client.post(path, patience);
            server.show(people ? JobText.view(told.job()) : List.of(told.job().toString()));
            return told.status() == HTTP_OK || patience.isZero() ? ExitCodes.OK : ExitCodes.FAILED;
        });
    }

    private Duration patience() {
        if (wait == null) {
            return Duration.ZERO;
        }
        try {
            Duration patience = Duration.ofMillis(Amount.millis(wait));
            if (patience.compareTo(MOST) <= 0) {
                return patience;
            }
            throw new IllegalArgumentException(wait + ", expected at most 1m");
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw server.usage("--wait is " + e.getMessage(), e);
        }
    }
}
