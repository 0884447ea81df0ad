package dev.corral.loadtest.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A file of the processes that a run has started, for whoever survives the driver. Each stands there with the
/// moment of its start, since a process's id may be another's by then.
public final class Roster {
    private static final String FILE = "children";
    private static final Duration RESPITE = Duration.ofSeconds(5);

    private Roster() {}

    /// Where it lies among the logs of a run.
    public static Path in(Path logs) {
        return logs.resolve(FILE);
    }

    /// Adds a process that runs.
    public static void add(Path logs, ProcessHandle process) throws IOException {
        String line = process.pid() + " " + started(process).toEpochMilli() + "\n";
        Files.writeString(in(logs), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static Instant started(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    /// Ends all that still run but this process: by SIGTERM, even of one that stands still, and those that are
    /// there after some seconds by SIGKILL. Blocks.
    public static void endAll(Path file) throws IOException {
        List<ProcessHandle> left = Files.readAllLines(file).stream()
                .map(line -> line.split(" ", 2))
                .flatMap(each -> ProcessHandle.of(Long.parseLong(each[0])).stream()
                        .filter(process -> started(process).toEpochMilli() == Long.parseLong(each[1])))
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .toList();
        for (ProcessHandle process : left) {
            process.destroy();
            wake(process);
        }
        CompletableFuture<?>[] ends = left.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(ends)
                .completeOnTimeout(null, RESPITE.toSeconds(), TimeUnit.SECONDS)
                .join();
        left.forEach(ProcessHandle::destroyForcibly);
    }

    private static void wake(ProcessHandle process) throws IOException {
        new ProcessBuilder("kill", "-CONT", Long.toString(process.pid()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
