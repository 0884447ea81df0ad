package dev.corral.server.cli;

import dev.corral.server.cli.jobs.JobText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

/// `corral pause ID`, `resume`: tells a job of a running service one word.
@Command(
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the job is in a state in which that cannot be done",
            "2:wrong usage, no such job, or a key that the service does not know",
            "3:cut short by Ctrl-C, SIGTERM or a reader who left",
            "4:the service could not be reached, or cannot answer now",
            "130, 143:ended at once by a second Ctrl-C, by a second SIGTERM"
        })
final class StateCommand implements Callable<Integer> {
    private final String word;

    @Mixin
    private JobId job = new JobId();

    @Mixin
    private final ServerOptions server;

    private StateCommand(String word, Map<String, String> environment) {
        this.word = word;
        this.server = new ServerOptions(environment);
    }

    static CommandSpec pause(Map<String, String> environment) {
        return spec("pause", "Begins no more items of a job of a running service; those that run go on.", environment);
    }

    static CommandSpec resume(Map<String, String> environment) {
        return spec("resume", "Lets a paused job of a running service go on.", environment);
    }

    private static CommandSpec spec(String word, String description, Map<String, String> environment) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new StateCommand(word, environment))
                .name(word);
        spec.usageMessage().description(description, "");
        return spec;
    }

    @Override
    public Integer call() throws InterruptedException {
        String path = job.path(server, "/" + word);
        boolean people = server.forPeople();
        return server.talk(client -> {
            var view = client.post(path, Duration.ZERO).job();
            server.show(people ? JobText.view(view) : List.of(view.toString()));
            return ExitCodes.OK;
        });
    }
}
