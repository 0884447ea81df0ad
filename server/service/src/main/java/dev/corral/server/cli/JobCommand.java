package dev.corral.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.corral.server.cli.jobs.Follow;
import dev.corral.server.cli.jobs.JobText;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/// `corral job ID`: one job of a running service.
@Command(
        name = "job",
        description = {
            "Shows a job of a running service; with --follow, the records of a detached job until its end, one JSON"
                    + " object a line.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%n",
        footer = "Ctrl-C ends the following, not the job: that is 'corral cancel ID'.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done; with --follow, the job is completed: its failure policy was met",
            "1:with --follow, the job failed; or its records are not kept, as it is attached",
            "2:wrong usage, no such job, or a key that the service does not know",
            "3:cut short by Ctrl-C, SIGTERM or a reader who left; with --follow, the job was cut short",
            "4:the service could not be reached, or the stream broke off and could not be resumed in 3 tries",
            "130, 143:ended at once by a second Ctrl-C, by a second SIGTERM"
        })
final class JobCommand implements Callable<Integer> {
    @Mixin
    private JobId job = new JobId();

    @Option(
            names = "--follow",
            description = "stream its records until it ends; a connection that breaks is resumed (default: its state)")
    private boolean follow;

    @Option(
            names = "--after",
            paramLabel = "SEQ",
            description = "with --follow, only records behind this number (default: 0, all)")
    private @Nullable Long after;

    @Mixin
    private final ServerOptions server;

    private JobCommand(Map<String, String> environment) {
        this.server = new ServerOptions(environment);
    }

    static CommandSpec spec(Map<String, String> environment) {
        return CommandSpec.forAnnotatedObject(new JobCommand(environment));
    }

    @Override
    public Integer call() throws InterruptedException {
        if (after != null && (!follow || after < 0)) {
            throw server.usage("--after is " + after + ", expected 0 or more, and --follow with it", null);
        }
        String id = job.text(server);
        boolean people = server.forPeople();
        if (follow) {
            long from = after == null ? 0 : after;
            return server.talk(client -> code(new Follow(client, id, from, line -> server.show(List.of(line))).run()));
        }
        return server.talk(client -> {
            JsonNode view = client.get(job.path(server, ""));
            server.show(people ? JobText.view(view) : List.of(view.toString()));
            return ExitCodes.OK;
        });
    }

    private static int code(String outcome) {
        return switch (outcome) {
            case "completed" -> ExitCodes.OK;
            case "failed" -> ExitCodes.FAILED;
            default -> ExitCodes.CANCELLED;
        };
    }
}
