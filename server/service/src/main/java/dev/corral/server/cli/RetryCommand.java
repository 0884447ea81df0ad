package dev.corral.server.cli;

import dev.corral.server.cli.jobs.JobText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/// `corral retry ID`: makes a new job of what a job of a running service left undone.
@Command(
        name = "retry",
        description = {"Makes a new job of a job's items that failed, were cancelled or never began, and shows it.", ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the job is in a state in which that cannot be done, or there is nothing to do again",
            "2:wrong usage, no such job, or a key that the service does not know",
            "3:cut short by Ctrl-C, SIGTERM or a reader who left",
            "4:the service could not be reached, or cannot answer now",
            "130, 143:ended at once by a second Ctrl-C, by a second SIGTERM"
        })
final class RetryCommand implements Callable<Integer> {
    @Mixin
    private JobId job = new JobId();

    @Option(
            names = "--unknown",
            description = "also items that may have been done already: in flight when the service crashed, and not safe"
                    + " to send twice (default: those are left alone)")
    private boolean unknown;

    @Mixin
    private final ServerOptions server;

    private RetryCommand(Map<String, String> environment) {
        this.server = new ServerOptions(environment);
    }

    static CommandSpec spec(Map<String, String> environment) {
        return CommandSpec.forAnnotatedObject(new RetryCommand(environment));
    }

    @Override
    public Integer call() throws InterruptedException {
        String path = job.path(server, unknown ? "/retry?unknown=true" : "/retry");
        boolean people = server.forPeople();
        return server.talk(client -> {
            var view = client.post(path, Duration.ZERO).job();
            server.show(people ? JobText.view(view) : List.of(view.toString()));
            return ExitCodes.OK;
        });
    }
}
