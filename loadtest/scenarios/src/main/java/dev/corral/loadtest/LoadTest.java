package dev.corral.loadtest;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The load-test program: a subcommand for each scenario, and `list`.
@Command(
        name = "loadtest",
        description = "Puts a service under load and says whether it holds.",
        mixinStandardHelpOptions = true,
        versionProvider = LoadTest.Version.class,
        subcommands = {ListCommand.class, CompareCommand.class, ReportCommand.class},
        synopsisSubcommandLabel = "SCENARIO",
        commandListHeading = "%nScenarios and commands:%n",
        footer = {"", "loadtest SCENARIO --help shows the options of a run and its exit codes."})
public final class LoadTest implements Callable<Integer> {
    private static final String UNTIL_STDIN_CLOSES = "corral.until-stdin-closes";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private LoadTest() {}

    static void main(String[] args) {
        if (Boolean.getBoolean(UNTIL_STDIN_CLOSES)) {
            Thread.ofPlatform().daemon().name("watch the parent").start(LoadTest::exitWhenInputEnds);
        }
        System.exit(commandLine().execute(args));
    }

    /// The program that started this one is gone, however it went.
    private static void exitWhenInputEnds() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // As good as its end.
        }
        System.exit(ExitCodes.ABANDONED);
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new LoadTest());
        for (Scenario scenario : Scenario.ALL) {
            add(commandLine, scenario.name(), scenario.summary(), List.of(scenario));
        }
        add(commandLine, "all", "All scenarios, one after the other.", Scenario.ALL);
        add(
                commandLine,
                "gate",
                "The scenarios that every change must pass.",
                Scenario.ALL.stream().filter(Scenario::inGate).toList());
        return commandLine.setCaseInsensitiveEnumValuesAllowed(true).setExecutionExceptionHandler(new ErrorLine());
    }

    private static void add(CommandLine commandLine, String name, String summary, List<Scenario> scenarios) {
        CommandLine run = new CommandLine(new ScenarioCommand(name, scenarios));
        run.getCommandSpec().usageMessage().description(summary);
        commandLine.addSubcommand(name, run);
    }

    /// Without a scenario there is nothing to do.
    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Which scenario? Expected one of " + names());
    }

    private static String names() {
        return String.join(", ", Scenario.ALL.stream().map(Scenario::name).toList());
    }

    /// The version that the build wrote into the manifest.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = LoadTest.class.getPackage().getImplementationVersion();
            return new String[] {"corral-loadtest " + (version == null ? "(unpackaged)" : version)};
        }
    }
}
