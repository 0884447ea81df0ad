package dev.corral.server.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.corral.server.cli.local.LocalEnd;
import dev.corral.server.cli.local.LocalOutput;
import dev.corral.server.cli.local.Screen;
import dev.corral.server.cli.local.Trouble;
import dev.corral.server.job.Failure;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What commands have in common that run a job in this process: where records go, what is said, how it ends.
final class LocalOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "where records go; what is there is replaced (default: standard output)")
    private @Nullable Path output;

    @Option(
            names = {"-q", "--quiet"},
            description = "no progress and no summary on standard error, only what went wrong (default: both)")
    private boolean quiet;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    private final Trouble trouble = new Trouble();

    /// What gets in the way of the job.
    Trouble trouble() {
        return trouble;
    }

    /// Where records go; null for standard output.
    @Nullable
    Path file() {
        return output;
    }

    /// Opened last: an existing file is not emptied by a command line that is refused.
    LocalOutput open() {
        try {
            return output == null ? LocalOutput.standard(trouble) : LocalOutput.to(output, trouble);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    Screen screen() throws InterruptedException {
        if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            // What the engine tells a service's operator would tear the progress bar.
            root.setLevel(Level.WARN);
        }
        Screen.Show show = quiet ? Screen.Show.QUIET : Screen.usual(output == null);
        return new Screen(spec.name(), spec.commandLine().getErr(), show);
    }

    /// Tells how the job ended.
    ///
    /// @param chosen the policy that was asked for; null if none was, and then any failed item is bad
    /// @return the exit code
    int report(LocalEnd end, Failure.@Nullable Policy chosen, Screen screen) {
        String wrong = trouble.text();
        if (wrong != null) {
            screen.say(wrong);
            screen.tell(end.summary());
            return ExitCodes.USAGE;
        }
        if (!end.reachedReader()) {
            // Whoever read the records has gone, and knows.
            return ExitCodes.CANCELLED;
        }
        screen.tell(end.summary());
        if (end.denied() > 0) {
            screen.tell("only public addresses are fetched from, on the usual ports: open others with"
                    + " --allow CIDR:PORT, such as --allow 127.0.0.1/32:9100");
        }
        if (!end.isWhole()) {
            return ExitCodes.CANCELLED;
        }
        boolean bad = !end.metItsPolicy() || (chosen == null && end.hasFailures());
        return bad ? ExitCodes.FAILED : ExitCodes.OK;
    }
}
