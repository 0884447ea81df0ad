package dev.corral.server.cli;

import dev.corral.server.Version;
import dev.corral.server.cli.stack.BusyCommand;
import dev.corral.server.cli.stack.StackCommand;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The program: its subcommands, and what they have in common.
@Command(
        name = "corral",
        description = "Runs I/O fan-outs that cannot stray: fetches and lists in bulk, under a nursery, and streams the"
                + " results.",
        mixinStandardHelpOptions = true,
        versionProvider = CorralCommand.OwnVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%n",
        footer = "Begin with 'corral demo'. 'corral COMMAND --help' tells all options with defaults and units.",
        exitCodeListHeading = "%nExit codes of all commands:%n",
        exitCodeList = {
            "0:done",
            "1:done, and the outcome is bad: items failed and the policy did not allow it; or a job is in a state in"
                    + " which it cannot be told that",
            "2:wrong usage or configuration, or a port in use",
            "3:cut short by a deadline, Ctrl-C or a cancel",
            "4:the service could not be reached",
            "130, 143:ended at once by a second Ctrl-C, by a second SIGTERM"
        })
final class CorralCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /// The whole command line.
    ///
    /// @param environment that settings are read from
    static CommandLine line(Map<String, String> environment) {
        return prepared(new CommandLine(new CorralCommand())
                .addSubcommand(new DemoCommand())
                .addSubcommand(ServeCommand.spec(environment))
                .addSubcommand(FetchCommand.spec())
                .addSubcommand(ListCommand.spec())
                .addSubcommand(JobsCommand.spec(environment))
                .addSubcommand(JobCommand.spec(environment))
                .addSubcommand(CancelCommand.spec(environment))
                .addSubcommand(StateCommand.pause(environment))
                .addSubcommand(StateCommand.resume(environment))
                .addSubcommand(RetryCommand.spec(environment))
                .addSubcommand(TreeCommand.spec(environment))
                .addSubcommand(new ExampleCommand())
                .addSubcommand(new StackCommand())
                .addSubcommand(new BusyCommand())
                .addSubcommand(ChildCommand.origin())
                .addSubcommand(ChildCommand.loadTest())
                .addSubcommand(ChildCommand.bench()));
    }

    /// The command line as far as these arguments need it: to describe all commands takes a fifth of the time in
    /// which a service is ready.
    static CommandLine line(Map<String, String> environment, String[] arguments) {
        boolean serves = arguments.length > 0 && arguments[0].equals("serve");
        return serves
                ? prepared(new CommandLine(new CorralCommand()).addSubcommand(ServeCommand.spec(environment)))
                : line(environment);
    }

    private static CommandLine prepared(CommandLine line) {
        line.getSubcommands().values().forEach(each -> each.getCommandSpec().versionProvider(new OwnVersion()));
        return line.setParameterExceptionHandler(new UsageErrors())
                .setExpandAtFiles(false)
                .setUsageHelpAutoWidth(true)
                .setAbbreviatedSubcommandsAllowed(false);
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "a command is missing, expected one of "
                        + String.join(", ", spec.subcommands().keySet()));
    }

    /// The version that the build wrote into the jar.
    static final class OwnVersion implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"corral " + Version.own()};
        }
    }
}
