package dev.corral.bench;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The program: measures Corral's library beside its peers, prints a table and writes it as JSON.
@Command(
        name = "corral-bench",
        mixinStandardHelpOptions = true,
        description = "Measures Corral's library beside what one would pick instead.",
        footer = {
            "",
            "A full run takes about half an hour, a quick one less than three minutes; a quick one tells",
            "whether something is off by a factor, not who is 10 %% ahead. Leave the machine alone meanwhile."
        })
final class Bench implements Callable<Integer> {
    @Option(names = "--quick", description = "One JVM for each contender, short iterations, fewer parameter values.")
    private boolean quick;

    @Option(
            names = "--only",
            paramLabel = "REGEX",
            defaultValue = "",
            description = "Measure only what the pattern is found in, such as 'spawn children=10 corral'.")
    private Pattern only = Pattern.compile("");

    @Option(
            names = "--json",
            paramLabel = "FILE",
            defaultValue = "corral-bench.json",
            description = "Where the numbers go; default: ${DEFAULT-VALUE}.")
    private Path json = Path.of("corral-bench.json");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Plan plan = plan();
        Machine before = Machine.before();
        Rounds rounds = new Rounds(plan.effort(), System.err::println);
        List<Row> rows = rounds.measure(plan.measurements());
        Machine machine = before.after();
        System.out.print(new Table(machine, plan.effort(), rows).text());
        try (Writer writer = Files.newBufferedWriter(json)) {
            new Document(machine, plan.effort(), rows).writeTo(writer);
        }
        return ExitCode.OK;
    }

    private Plan plan() {
        try {
            return Plan.of(quick ? Effort.QUICK : Effort.FULL, only);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
