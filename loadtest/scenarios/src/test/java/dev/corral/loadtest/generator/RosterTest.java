package dev.corral.loadtest.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RosterTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    private Path logs = Path.of("");

    private static Process sleeper() throws IOException {
        return new ProcessBuilder("sleep", "300").start();
    }

    private static boolean ends(Process process) throws InterruptedException {
        return process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void endsWhatRunsAndWhatStandsStill() throws IOException, InterruptedException {
        Process running = sleeper();
        Process still = sleeper();
        Process ended = new ProcessBuilder("true").start();
        for (Process each : new Process[] {running, still, ended}) {
            Roster.add(logs, each.toHandle());
        }
        assertThat(ends(ended)).isTrue();
        assertThat(ends(new ProcessBuilder("kill", "-STOP", Long.toString(still.pid())).start()))
                .isTrue();
        Roster.endAll(Roster.in(logs));
        assertThat(ends(running)).isTrue();
        assertThat(ends(still)).isTrue();
    }

    @Test
    void leavesAnotherProcessThatGotTheSameId() throws IOException {
        Process stranger = sleeper();
        try {
            Files.writeString(
                    Roster.in(logs), stranger.pid() + " 1000\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            Roster.add(logs, ProcessHandle.current());
            Roster.endAll(Roster.in(logs));
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }
}
