package dev.corral.server.cli;

import dev.corral.server.cli.process.ChildRun;
import dev.corral.server.cli.process.Program.MissingJarException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// A command that is another program of ours: every argument behind its name is that program's, `--help`
/// included.
final class ChildCommand implements Callable<Integer> {
    /// Runs the program with these arguments until it ends.
    private interface Launch {
        int run(List<String> arguments) throws MissingJarException, IOException, InterruptedException;
    }

    private final CommandSpec spec;
    private final Launch launch;
    private final List<String> arguments = new ArrayList<>();

    private ChildCommand(String name, String description, Launch launch) {
        this.launch = launch;
        this.spec = CommandSpec.wrapWithoutInspection(this).name(name);
        spec.usageMessage().description(description);
        spec.preprocessor((args, command, argument, info) -> {
            while (!args.isEmpty()) {
                arguments.add(args.pop());
            }
            return true;
        });
    }

    static CommandSpec origin() {
        return new ChildCommand("origin", "Runs the programmable origin: a server to fetch from.", ChildRun::origin)
                .spec;
    }

    static CommandSpec loadTest() {
        return new ChildCommand("loadtest", "Runs a load test and gives a verdict.", ChildRun::loadTest).spec;
    }

    static CommandSpec bench() {
        String description = "Measures the library beside what one would pick instead.";
        return new ChildCommand("bench", description, ChildRun::bench).spec;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try {
            return launch.run(arguments);
        } catch (MissingJarException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
