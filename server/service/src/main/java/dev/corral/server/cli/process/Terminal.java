package dev.corral.server.cli.process;

import java.io.Console;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The terminal that standard error goes to, if it does.
public final class Terminal {
    /// The JDK tells only of standard input and output, and of no size: the shell knows.
    private static final String ASK = "[ -t 2 ] || exit 1; stty size <&2 2>/dev/null || echo 24 80";

    private static final Pattern SIZE = Pattern.compile("[0-9]+ ([0-9]+)\\s*");
    private static final int USUAL_COLUMNS = 80;

    private Terminal() {}

    /// How many columns standard error has; empty if it is not a terminal, or one that cannot move its
    /// cursor.
    public static OptionalInt columnsOfStandardError() throws InterruptedException {
        if ("dumb".equals(System.getenv("TERM"))) {
            return OptionalInt.empty();
        }
        try {
            Process shell = new ProcessBuilder("sh", "-c", ASK)
                    .redirectError(Redirect.INHERIT)
                    .start();
            String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return shell.waitFor() == 0 ? OptionalInt.of(columns(said)) : OptionalInt.empty();
        } catch (IOException e) {
            // No shell, no terminal.
            return OptionalInt.empty();
        }
    }

    /// Whether the shell says yes to a test about the standard streams of this process.
    static boolean answers(String test) throws InterruptedException {
        try {
            return new ProcessBuilder("sh", "-c", test).inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            // No shell, no terminal.
            return false;
        }
    }

    /// A terminal that does not know its width says 0.
    private static int columns(String size) {
        Matcher matcher = SIZE.matcher(size);
        int columns = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
        return columns > 0 ? columns : USUAL_COLUMNS;
    }

    /// Whether a person sits before this process.
    static boolean isInteractive() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }
}
