package dev.corral.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class OriginCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return new CommandLine(new OriginCommand(InputStream.nullInputStream()))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }

    @Test
    void saysWhereItListensAndEndsWithStandardInput() {
        assertThat(run("--port", "0", "--until-stdin-closes")).isZero();
        assertThat(out.toString()).matches("origin listening on http://127\\.0\\.0\\.1:[1-9][0-9]*\n");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void portInUseIsSaidPlainly() {
        try (RunningOrigin origin = new RunningOrigin()) {
            assertThat(run("--port", Integer.toString(origin.port()), "--until-stdin-closes"))
                    .isEqualTo(2);
            assertThat(err.toString())
                    .startsWith("cannot listen on 127.0.0.1:" + origin.port() + ": ")
                    .contains("choose another --port");
            assertThat(out.toString()).isEmpty();
        }
    }

    @Test
    void addressesAreCountedFromLoopback() {
        assertThat(run("--addresses", "2", "--host", "127.0.0.9")).isEqualTo(2);
        assertThat(err.toString()).contains("expected 127.0.0.1, from which they are counted");
        assertThat(run("--addresses", "251")).isEqualTo(2);
    }

    @Test
    void valueOutOfRangeIsAUsageError() {
        assertThat(run("--loops", "0")).isEqualTo(2);
        assertThat(err.toString()).startsWith("loops is 0; expected 1 to 256");
        assertThat(run("--port", "http")).isEqualTo(2);
    }

    @Test
    void helpNamesEveryOptionWithItsDefault() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains(
                        "--port",
                        "9100",
                        "--host",
                        "127.0.0.1",
                        "--loops",
                        "--addresses",
                        "--until-stdin-closes",
                        "--version");
    }
}
