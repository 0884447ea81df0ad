package dev.corral.server.cli.process;

import dev.corral.server.cli.process.Program.MissingJarException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs a program of ours as a child that stands in for this process: its streams, its exit code, its
/// signals.
///
/// The child ends with us, however we end. SIGTERM is passed on; Ctrl-C reaches both, as the terminal sends
/// it to the whole group. Against SIGKILL its standard input is a pipe from us, whose end tells it: the
/// origin by its option [#UNTIL_STDIN_CLOSES], the others by the system property of the same meaning.
public final class ChildRun {
    /// The origin's option to end with its standard input.
    public static final String UNTIL_STDIN_CLOSES = "--until-stdin-closes";

    private static final String UNTIL_STDIN_CLOSES_PROPERTY = "-Dcorral.until-stdin-closes=true";

    private ChildRun() {}

    /// Runs the origin until it ends.
    ///
    /// @return its exit code; 143, 130 if a signal ended it
    public static int origin(List<String> arguments) throws MissingJarException, IOException, InterruptedException {
        List<String> command = Program.ORIGIN.command(List.of());
        command.addAll(arguments);
        if (arguments.contains(UNTIL_STDIN_CLOSES)) {
            // Whoever asks for this watches over it by our standard input.
            return run(new ProcessBuilder(command).inheritIO());
        }
        command.add(UNTIL_STDIN_CLOSES);
        return run(new ProcessBuilder(command).inheritIO().redirectInput(Redirect.PIPE));
    }

    /// Runs the load test until it ends.
    ///
    /// @return its exit code; 143, 130 if a signal ended it
    public static int loadTest(List<String> arguments) throws MissingJarException, IOException, InterruptedException {
        List<String> options = new ArrayList<>(List.of(
                // Gatling reads the JDK's strings, and Netty loads its transport.
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                UNTIL_STDIN_CLOSES_PROPERTY,
                "-D" + Program.ORIGIN.property() + "=" + Program.ORIGIN.jar()));
        Path own = Program.ownJar();
        if (Files.isRegularFile(own)) {
            options.add("-Dcorral.jar=" + own);
        }
        List<String> command = Program.LOADTEST.command(options);
        command.addAll(arguments);
        return run(new ProcessBuilder(command).inheritIO().redirectInput(Redirect.PIPE));
    }

    /// Runs the benchmarks until they end.
    ///
    /// @return their exit code; 143, 130 if a signal ended them
    public static int bench(List<String> arguments) throws MissingJarException, IOException, InterruptedException {
        List<String> command = Program.BENCH.command(List.of(
                // JMH loads native code and uses what is unsafe: no warnings of that.
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                UNTIL_STDIN_CLOSES_PROPERTY));
        command.addAll(arguments);
        return run(new ProcessBuilder(command).inheritIO().redirectInput(Redirect.PIPE));
    }

    private static int run(ProcessBuilder builder) throws IOException, InterruptedException {
        Process child = builder.start();
        try (StopSignals _ = StopSignals.take(signal -> pass(signal, child))) {
            return child.waitFor();
        } finally {
            child.destroyForcibly();
        }
    }

    /// Without a terminal nobody but us hears of a SIGINT.
    private static void pass(StopSignal signal, Process child) {
        if (signal == StopSignal.TERM || !Terminal.isInteractive()) {
            // Not by Process, which would close its standard input too: that is another way to end.
            var _ = child.toHandle().destroy();
        }
    }
}
