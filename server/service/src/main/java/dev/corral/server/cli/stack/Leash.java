package dev.corral.server.cli.stack;

import dev.corral.nursery.CancelScope;
import dev.corral.nursery.Offload;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A program that cannot outlive this process, however it ends: a shell between holds a pipe from us, and
/// sends the program SIGTERM when the pipe closes. Its standard error goes to a file.
final class Leash implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final int LAST_LINES = 10;
    /// What listens to the pipe must not hold the program's standard output, whose end is read.
    private static final String SHELL = """
        exec 3<&0
        "$@" 3<&- </dev/null &
        child=$!
        { cat <&3; kill "$child"; } >/dev/null 2>&1 &
        wait "$child"
        """;

    private final String name;
    private final Process shell;
    private final Path log;

    private Leash(String name, Process shell, Path log) {
        this.name = name;
        this.shell = shell;
        this.log = log;
    }

    /// Starts a program.
    ///
    /// @param folder for its log
    static Leash start(String name, List<String> command, Path folder) throws IOException {
        Path log = folder.resolve(name + ".log");
        return new Leash(name, shell(name, command).redirectError(log.toFile()).start(), log);
    }

    /// The same, with what it says going to its log too, for a program that is asked otherwise whether it is
    /// there.
    static Leash startSilent(String name, List<String> command, Path folder) throws IOException {
        Path log = folder.resolve(name + ".log");
        ProcessBuilder shell = shell(name, command).redirectErrorStream(true).redirectOutput(log.toFile());
        return new Leash(name, shell.start(), log);
    }

    private static ProcessBuilder shell(String name, List<String> command) {
        List<String> words = new ArrayList<>(List.of("sh", "-c", SHELL, name));
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words);
        forgetSettings(builder.environment());
        return builder;
    }

    /// The settings of whoever starts a stack are those of a service of theirs: its keys, its data.
    static void forgetSettings(Map<String, String> environment) {
        environment.keySet().removeIf(name -> name.startsWith("CORRAL_"));
    }

    /// Waits for the first line that it says. A checkpoint.
    ///
    /// @throws StackException if it says something else, ends, or takes a minute
    MatchResult firstLine(Pattern expected) throws Exception {
        BufferedReader said = shell.inputReader();
        String line = CancelScope.callWithin(
                START_LIMIT,
                scope -> Offload.named(name + "'s first line")
                        .abandonOnCancel(late -> {})
                        .run(() -> {
                            String first = said.readLine();
                            return first == null ? "" : first;
                        }));
        Matcher matcher = expected.matcher(line == null ? "" : line);
        if (!matcher.matches()) {
            throw failed("did not start");
        }
        return matcher.toMatchResult();
    }

    /// Waits until it ends. A checkpoint; when cancelled, it goes on.
    void awaitEnd() throws Exception {
        var _ = Offload.named(name).abandonOnCancel(late -> {}).run(shell::waitFor);
    }

    /// With the end of its log.
    StackException failed(String what) {
        return new StackException(name + " " + what + "; the end of its log:\n" + lastLines());
    }

    private String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "(" + log + " cannot be read: " + e.getMessage() + ")";
        }
    }

    /// Ends it: in order if it does so within ten seconds. Waits for that on the thread that calls.
    @Override
    public void close() {
        List<ProcessHandle> all = shell.descendants().toList();
        try {
            shell.getOutputStream().close();
            var _ = shell.onExit()
                    .orTimeout(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } catch (IOException | CompletionException e) {
            // Not in order, then.
        } finally {
            all.forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
        }
    }
}
