package dev.corral.loadtest.rig;

import dev.corral.loadtest.generator.Roster;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A Java program in a process of its own, whose output goes to a log. Thread-safe.
public final class Child implements AutoCloseable {
    /// Above what a service takes that has nothing left to drain.
    private static final Duration LAST_RESPITE = Duration.ofSeconds(10);

    private static final List<String> JVM_VARIABLES = List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS");

    private final String name;
    private final List<String> command;
    private final List<String> variables;
    private final Process process;
    private final Path log;
    private final Pattern announcement;
    private final Consumer<String> onLine;
    private final CompletableFuture<Matcher> announced = new CompletableFuture<>();
    private final CompletableFuture<Void> outputCopied = new CompletableFuture<>();
    private volatile Duration lastProcessorTime = Duration.ZERO;

    /// @param command of the java program: options, class path or jar, arguments
    /// @param announcement of the line by which it says that it is ready
    /// @param onLine gets each line of its output
    /// @param first whether it gets a processor before the others
    record Program(String name, List<String> command, Pattern announcement, Consumer<String> onLine, boolean first) {
        static final Pattern NOTHING = Pattern.compile("(?!)");

        Program(String name, List<String> command, Pattern announcement) {
            this(name, command, announcement, _ -> {}, false);
        }

        Program(String name, List<String> command, Pattern announcement, Consumer<String> onLine) {
            this(name, command, announcement, onLine, false);
        }

        /// The same, ahead of the others: what measures must not wait for what is measured.
        Program ahead() {
            return new Program(name, command, announcement, onLine, true);
        }
    }

    private Child(Program program, Process process, Path log, Map<String, String> environment) {
        this.name = program.name();
        this.variables = JVM_VARIABLES.stream()
                .flatMap(each -> Stream.ofNullable(environment.get(each)))
                .toList();
        this.command = program.command();
        this.announcement = program.announcement();
        this.onLine = program.onLine();
        this.process = process;
        this.log = log;
    }

    static Child start(Program program, Path logs) throws IOException {
        Path log = logs.resolve(program.name() + ".log");
        List<String> command = new ArrayList<>(program.first() ? Priority.AHEAD : List.of());
        command.add(java());
        command.addAll(program.command());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // What is set for the user's own service is none of this one's business.
        builder.environment().keySet().removeIf(key -> key.startsWith("CORRAL_"));
        Child child = new Child(program, builder.start(), log, builder.environment());
        Roster.add(logs, child.process.toHandle());
        Thread.ofVirtual().name("output of " + program.name()).start(child::copyOutput);
        return child;
    }

    /// The program that runs this one.
    static String java() {
        return ProcessHandle.current()
                .info()
                .command()
                .orElseGet(() ->
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
    }

    private void copyOutput() {
        try (BufferedReader lines = process.inputReader();
                Writer writer = Files.newBufferedWriter(log)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                writer.write(line + "\n");
                writer.flush();
                onLine.accept(line);
                Matcher matcher = announcement.matcher(line);
                if (matcher.matches()) {
                    announced.complete(matcher);
                }
            }
        } catch (IOException e) {
            announced.completeExceptionally(e);
        }
        announced.completeExceptionally(new IOException("it ended without a word"));
        outputCopied.complete(null);
    }

    /// Waits for the line that says that it is ready. A checkpoint; a cancel leaves the child as it is.
    ///
    /// @throws NotReadyException if it ends, or if the line does not come in time
    Matcher awaitAnnouncement(Duration limit) throws NotReadyException, InterruptedException {
        try {
            return announced.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new NotReadyException(
                    "the " + name + " did not say within " + limit.toSeconds() + " s that it is ready; it said: "
                            + lastWords(),
                    e);
        }
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log);
            return lines.isEmpty()
                    ? "nothing"
                    : String.join("\n  ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
        } catch (IOException | UncheckedIOException e) {
            return "nothing that can be read from " + log;
        }
    }

    /// Waits for its end. A checkpoint; a cancel leaves the child as it is.
    ///
    /// @return its exit code, or nothing if it still runs after this time
    public OptionalInt await(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)
                ? OptionalInt.of(process.exitValue())
                : OptionalInt.empty();
    }

    /// Its exit code, or nothing while it runs.
    public OptionalInt exit() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    /// What variables tell its JVM besides.
    List<String> variables() {
        return variables;
    }

    /// What the java program was told: options, class path or jar, arguments.
    public List<String> command() {
        return List.copyOf(command);
    }

    long pid() {
        return process.pid();
    }

    public String name() {
        return name;
    }

    /// Processor time so far. Nobody can tell of a process that has ended: then it is what the last call
    /// gave.
    public Duration processorTime() {
        process.toHandle().info().totalCpuDuration().ifPresent(time -> lastProcessorTime = time);
        return lastProcessorTime;
    }

    /// Ends it: by SIGTERM, and if that is not enough by SIGKILL. Returns when it has ended and its log is
    /// complete.
    @Override
    public void close() {
        end();
        outputCopied.join();
    }

    private void end() {
        process.destroy();
        boolean interrupted = false;
        try {
            if (await(LAST_RESPITE).isPresent()) {
                return;
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        process.destroyForcibly();
        process.onExit().join();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
