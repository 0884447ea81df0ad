package dev.corral.server.cli.local;

import dev.corral.server.cli.process.StandardOutput;
import dev.corral.server.cli.process.Terminal;
import dev.corral.server.cli.progress.Progress;
import dev.corral.server.cli.progress.ProgressDisplay;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/// What a person sees of a job: progress while it runs, and what is told. On standard error.
///
/// @param command that speaks
/// @param err where it speaks
public record Screen(String command, PrintWriter err, Show show) {
    /// How much is said.
    public enum Show {
        /// Only what went wrong.
        QUIET,
        /// No progress: records go to the terminal, and a bar would be drawn across them.
        NO_PROGRESS,
        ALL
    }

    /// How much to say where it is not said.
    ///
    /// @param toStandardOutput whether records go there
    public static Show usual(boolean toStandardOutput) throws InterruptedException {
        boolean mixed =
                toStandardOutput && Terminal.columnsOfStandardError().isPresent() && StandardOutput.isTerminal();
        return mixed ? Show.NO_PROGRESS : Show.ALL;
    }

    /// Shows progress as long as its task runs; empty if it is not to be shown.
    Optional<ProgressDisplay> display(Supplier<Progress> progress) throws InterruptedException {
        if (show != Show.ALL) {
            return Optional.empty();
        }
        OptionalInt columns = Terminal.columnsOfStandardError();
        return Optional.of(new ProgressDisplay(err, columns, progress));
    }

    /// Says something that only somebody who watches wants to know.
    public void tell(String what) {
        if (show != Show.QUIET) {
            say(what);
        }
    }

    /// Says something that must be known.
    public void say(String what) {
        err.println("corral " + command + ": " + what);
        err.flush();
    }
}
