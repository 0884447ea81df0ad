package dev.corral.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
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

/// The service as a process of its own, with real signals.
@Timeout(120)
class ServeProcessTest {
    private static final long EXIT_LIMIT_SECONDS = 60;

    @TempDir
    private Path folder;

    private Path log;
    private Process process;
    private BufferedReader output;

    @BeforeEach
    void start() throws IOException {
        log = folder.resolve("log");
        List<String> command = new ArrayList<>(List.of(
                // Tests may run under nohup.
                "env",
                "--default-signal=HUP",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // As the jar's manifest has it.
                "--enable-native-access=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.corral.server.cli.Main"));
        command.addAll(List.of("serve", "--port=0", "--management-port=0"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.to(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("CORRAL_"));
        // Long enough to be met in the middle of it.
        builder.environment().put("CORRAL_DRAIN_DELAY", "3s");
        process = builder.start();
        output = process.inputReader();
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    /// Process itself would close the streams as well.
    private void terminate() {
        assertThat(process.toHandle().destroy()).isTrue();
    }

    private int exitCode() throws InterruptedException {
        assertThat(process.waitFor(EXIT_LIMIT_SECONDS, TimeUnit.SECONDS))
                .as("it ended within %d s", EXIT_LIMIT_SECONDS)
                .isTrue();
        return process.exitValue();
    }

    @Test
    void oneLineOnStandardOutputSaysWhereAndTermDrains() throws IOException, InterruptedException {
        assertThat(output.readLine())
                .matches("corral serving on http://127\\.0\\.0\\.1:[0-9]+ \\(management"
                        + " http://127\\.0\\.0\\.1:[0-9]+\\)");
        terminate();
        assertThat(exitCode()).isZero();
        assertThat(output.readLine()).isNull();
        assertThat(Files.readString(log)).doesNotContain("WARN", "ERROR");
    }

    @Test
    void aTerminalThatClosesDrainsToo() throws IOException, InterruptedException {
        assertThat(output.readLine()).startsWith("corral serving on");
        Process kill = new ProcessBuilder("kill", "-HUP", Long.toString(process.pid()))
                .inheritIO()
                .start();
        assertThat(kill.waitFor()).isZero();
        assertThat(exitCode()).isZero();
        assertThat(output.readLine()).isNull();
    }

    @Test
    void secondTermEndsAtOnce() throws IOException, InterruptedException {
        assertThat(output.readLine()).startsWith("corral serving on");
        terminate();
        // The JVM merges a signal with one of its kind that it has not taken yet: send until it is gone.
        while (!process.waitFor(50, TimeUnit.MILLISECONDS)) {
            var _ = process.toHandle().destroy();
        }
        assertThat(process.exitValue()).isEqualTo(143);
    }
}
