package dev.corral.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.Patience;
import dev.corral.server.RawOrigin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Fetching in a process of its own: with real pipes and signals.
@Timeout(120)
class FetchProcessTest {
    private static final long EXIT_LIMIT_SECONDS = 60;

    private final RawOrigin origin = RawOrigin.open(peer -> {
        for (String head = peer.readHead(); head != null; head = peer.readHead()) {
            if (head.startsWith("GET /never")) {
                peer.awaitEnd();
            }
            peer.write(RawOrigin.ok("x".repeat(1000)));
        }
    });

    @TempDir
    private Path folder;

    private Path said;
    private Process process;

    @BeforeEach
    void start() throws IOException {
        said = folder.resolve("said");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.corral.server.cli.Main"));
        command.addAll(List.of("fetch", "-f", "-", "--allow", "127.0.0.1/32:" + origin.port(), "--capture=text"));
        process = new ProcessBuilder(command)
                .redirectError(Redirect.to(said.toFile()))
                .start();
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
        origin.close();
    }

    private int exitCode() throws InterruptedException {
        assertThat(process.waitFor(EXIT_LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private OutputStream write(String path, int times) throws IOException {
        OutputStream input = process.getOutputStream();
        input.write((origin.url() + path + "\n").repeat(times).getBytes(StandardCharsets.US_ASCII));
        input.flush();
        return input;
    }

    @Test
    void resultsComeWhileTheInputIsStillOpen() throws IOException, InterruptedException {
        OutputStream input = write("a", 1);
        BufferedReader output = process.inputReader();
        assertThat(output.readLine()).contains("\"t\":\"start\"");
        assertThat(output.readLine()).contains("\"outcome\":\"ok\"");
        input.close();
        assertThat(output.readLine()).contains("\"t\":\"end\"", "\"outcome\":\"completed\"");
        assertThat(exitCode()).isZero();
    }

    @Test
    void signalCancelsWhatRunsAndTheEndIsWritten() throws Exception {
        var _ = write("never", 2);
        Patience.until("both requests are there", () -> origin.requests() == 2);
        assertThat(process.toHandle().destroy()).isTrue();
        List<String> records = process.inputReader().lines().toList();
        assertThat(records.getLast()).contains("\"t\":\"end\"", "\"outcome\":\"cancelled\"", "\"cancelled\":2");
        assertThat(exitCode()).isEqualTo(3);
        assertThat(Files.readString(said)).contains("cancelling", "2 cancelled");
    }

    @Test
    void inputThatSaysNothingDoesNotHoldUpACancel() throws IOException, InterruptedException {
        assertThat(process.inputReader().readLine()).contains("\"t\":\"start\"");
        assertThat(process.toHandle().destroy()).isTrue();
        assertThat(exitCode()).isEqualTo(3);
    }

    @Test
    void readerWhoLeavesCancelsTheJobWithoutAWord() throws IOException, InterruptedException {
        try (BufferedReader output = process.inputReader()) {
            var _ = write("a", 1);
            assertThat(output.readLine()).contains("\"t\":\"start\"");
        }
        var _ = write("a", 200);
        assertThat(exitCode()).isEqualTo(3);
        assertThat(Files.readString(said)).doesNotContain("corral", "xception");
    }

    @Test
    void readerWhoTakesNothingStopsTheRequests() throws Exception {
        var _ = process.inputReader();
        Thread.ofVirtual().start(() -> {
            try {
                var _ = write("a", 5000);
            } catch (IOException e) {
                // The process was ended with the test.
            }
        });
        Patience.until("requests come no more", () -> {
            long before = origin.requests();
            return before > 0 && System.nanoTime() - origin.lastRequestNanos() > TimeUnit.MILLISECONDS.toNanos(500);
        });
        // A pipe holds 64 KiB of records of more than 1,000 bytes; what is ahead of it is bounded as well.
        assertThat(origin.requests()).isBetween(1L, 1000L);
    }
}
