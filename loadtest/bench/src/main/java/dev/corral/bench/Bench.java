package dev.corral.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// The program: measures Corral's library beside its peers, prints a table and writes it as JSON.
@Command(
        name = "corral bench",
        mixinStandardHelpOptions = true,
        versionProvider = Bench.Version.class,
        description = "Measures Corral's library beside what one would pick instead, and prints a table of medians.",
        footerHeading = "%nHow to read the table:%n",
        footer = {
            "  median     ns/op: nanoseconds for a child, an item, a permit;",
            "             bytes/task: heap for a waiting task",
            "  cpu ns/op  processor time of all threads, for the same; not of `cancel`,",
            "             where it would be mostly that of starting the tasks",
            "  / corral   the number before it by Corral's: above 1.00 Corral is faster",
            "             (or smaller), below 1.00 slower",
            "",
            "A full run takes about half an hour, a quick one less than three minutes;",
            "a quick one tells whether something is off by a factor,",
            "not who is 10 %% ahead. Leave the machine alone meanwhile. Each measurement",
            "runs in a JVM of its own, and is told in a line on standard error."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all was measured",
            "1:a measurement failed, or another run of JMH is in the way",
            "2:wrong usage, or a FILE that cannot be written; nothing was measured",
            "130, 143:ended by Ctrl-C, by SIGTERM"
        })
final class Bench implements Callable<Integer> {
    /// Set by a parent that wants this process to end with it: then it holds the other end of our input.
    private static final String UNTIL_STDIN_CLOSES = "corral.until-stdin-closes";

    @Option(names = "--quick", description = "One JVM for each contender, short iterations, fewer parameter values.")
    private boolean quick;

    @Option(
            names = "--only",
            paramLabel = "REGEX",
            defaultValue = "",
            converter = RegexConverter.class,
            description = "Measure only what the pattern is found in, such as 'spawn children=10 corral'"
                    + " (default: everything).")
    private Pattern only = Pattern.compile("");

    @Option(
            names = "--json",
            paramLabel = "FILE",
            defaultValue = "corral-bench.json",
            description = "Where the numbers go, those of each JVM included (default: ${DEFAULT-VALUE}).")
    private Path json = Path.of("corral-bench.json");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    static CommandLine line() {
        ErrorLines errors = new ErrorLines();
        return new CommandLine(new Bench())
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
    }

    public static void main(String[] args) {
        if (Boolean.getBoolean(UNTIL_STDIN_CLOSES)) {
            Thread.ofPlatform().daemon().name("watch the parent").start(Bench::haltWhenInputEnds);
        }
        System.exit(line().execute(args));
    }

    /// The JVM of a measurement ends when its link to this one breaks.
    private static void haltWhenInputEnds() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // As good as its end.
        }
        Runtime.getRuntime().halt(ExitCode.SOFTWARE);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        JsonFile file = new JsonFile(json);
        Plan plan = plan(file);
        Machine before = Machine.before();
        Rounds rounds = new Rounds(plan.effort(), System.err::println);
        List<Row> rows = rounds.measure(plan.measurements());
        Machine machine = before.after();
        System.out.print(new Table(machine, plan.effort(), rows).text());
        file.write(new Document(machine, plan.effort(), rows));
        return ExitCode.OK;
    }

    private Plan plan(JsonFile file) {
        try {
            file.mustBeWritable();
            return Plan.of(quick ? Effort.QUICK : Effort.FULL, only);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /// Tells what is wrong with a pattern in one line.
    static final class RegexConverter implements ITypeConverter<Pattern> {
        @Override
        public Pattern convert(String text) {
            try {
                return Pattern.compile(text);
            } catch (PatternSyntaxException e) {
                throw new TypeConversionException(
                        "'" + text + "' is no regular expression: " + e.getDescription() + " at " + e.getIndex());
            }
        }
    }

    /// The version that the build wrote into the manifest.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Bench.class.getPackage().getImplementationVersion();
            return new String[] {"corral-bench " + (version == null ? "(unpackaged)" : version)};
        }
    }
}
