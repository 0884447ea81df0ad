package dev.corral.server.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import picocli.CommandLine;

/// The command line in this process, and what it said.
final class Spoken {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine line;

    Spoken(Map<String, String> environment) {
        line = CorralCommand.line(environment)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setUsageHelpAutoWidth(false);
    }

    int run(String... arguments) {
        return line.execute(arguments);
    }

    String out() {
        return out.toString();
    }

    /// With the line breaks of the layout taken away.
    String outInOneLine() {
        return out().replaceAll("\\s+", " ");
    }

    String err() {
        return err.toString();
    }
}
