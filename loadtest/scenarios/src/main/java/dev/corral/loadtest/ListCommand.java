package dev.corral.loadtest;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Shows the scenarios.
@Command(
        name = "list",
        description = "Lists the scenarios; those with a star are in the gate.",
        mixinStandardHelpOptions = true)
final class ListCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        Scenario.ALL.forEach(each -> out.printf(
                "%2d %-1s %-14s %-7s %s%n",
                each.number(), each.inGate() ? "*" : "", each.name(), each.model(), each.summary()));
        out.flush();
    }
}
