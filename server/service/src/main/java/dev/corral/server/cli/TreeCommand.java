package dev.corral.server.cli;

import dev.corral.server.cli.jobs.JobText;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/// `corral tree [ID]`: the tasks of a running service.
@Command(
        name = "tree",
        description = {
            "Shows the tasks of a running service at this moment, of one job or of all: what each waits for and since"
                    + " when, nurseries, deadlines, channels. Drawn on a terminal, else JSON.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the job has no tasks: it is queued, or has ended",
            "2:wrong usage, no such job, or a key that may not ask: without ID it takes a management key",
            "3:cut short by Ctrl-C, SIGTERM or a reader who left",
            "4:the service could not be reached, or cannot answer now",
            "130, 143:ended at once by a second Ctrl-C, by a second SIGTERM"
        })
final class TreeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", arity = "0..1", description = "the job (left out: the whole process)")
    private @Nullable String id;

    @Mixin
    private final ServerOptions server;

    private TreeCommand(Map<String, String> environment) {
        this.server = new ServerOptions(environment);
    }

    static CommandSpec spec(Map<String, String> environment) {
        return CommandSpec.forAnnotatedObject(new TreeCommand(environment));
    }

    @Override
    public Integer call() throws InterruptedException {
        String path = id == null ? "/v1/tree" : "/v1/jobs/" + JobId.checked(id, server) + "/tree";
        boolean people = server.forPeople();
        return server.talk(client -> {
            server.show(
                    people
                            ? JobText.plain(client.text(path)).lines().toList()
                            : List.of(client.get(path).toString()));
            return ExitCodes.OK;
        });
    }
}
