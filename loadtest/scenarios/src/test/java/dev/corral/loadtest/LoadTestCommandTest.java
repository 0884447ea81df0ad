package dev.corral.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.loadtest.settings.Slo;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class LoadTestCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine command = LoadTest.commandLine();
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        return command.execute(arguments);
    }

    @Test
    void listShowsEachScenario() {
        assertThat(run("list")).isZero();
        assertThat(out.toString()).contains("smoke", "closed");
    }

    @Test
    void everyScenarioHasItsPlan() throws IOException {
        assertThat(Slo.read(null).scenarios())
                .containsExactlyInAnyOrderElementsOf(
                        Scenario.ALL.stream().map(Scenario::name).toList());
        assertThat(Scenario.ALL).hasSize(18);
    }

    @Test
    void helpNamesScenarios() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("smoke", "list");
    }

    @Test
    void helpOfAScenarioTellsOptionsAndExitCodes() {
        assertThat(run("smoke", "--help")).isZero();
        assertThat(out.toString())
                .contains("--profile", "--target=URL", "--out=DIR", "--origin", "--management", "--root")
                .contains("Exit codes:", "could not reach the server", "invalid");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''                             | Which scenario? Expected one of selftest, smoke
        nonsense                       | 'nonsense'
        smoke --profile=slow           | 'slow'
        smoke --nonsense               | --nonsense
        smoke --target=nonsense        | target is "nonsense"; expected http://HOST:PORT
        smoke --origin=http://x        | --origin is "http://x" without --target
        smoke --runs=0                 | runs is 0; expected 1 to 100
        smoke --metrics-port=70000     | the metrics port is 70000; expected 0 to 65535
        smoke --rate=5                 | load has no rate_per_s; expected one of [duration, users]
        smoke --load=users=many        | users is "many"; expected a number
        compare /nowhere /nowhere      | there is no summary.json below /nowhere
        report /nowhere                | there is no summary.json below /nowhere
        smoke --again=-1               | again is -1; expected 0 to 100
        smoke --slo=/nowhere/typo.yaml | there is no file /nowhere/typo.yaml
        smoke --origin-hosts=3         | --origin-hosts is "3" without --target
        smoke --root=docs              | --root is "docs" without --target
        """)
    void wrongUsageIsSaidAndGivesTwo(String arguments, String message) {
        assertThat(run(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1)))
                .isEqualTo(2);
        assertThat(err.toString()).contains(message);
    }

    private int runInto(Path out) {
        return run("smoke", "--target", "http://127.0.0.1:1", "--out", out.toString());
    }

    @Test
    void aFolderThatHoldsARunIsRefusedUnlessItMayBeReplaced(@TempDir Path folder) throws IOException {
        Path summary =
                Files.writeString(folder.resolve("summary.json"), "{\"scenario\":\"smoke\",\"verdict\":\"PASS\"}");
        assertThat(runInto(folder)).isEqualTo(2);
        assertThat(err.toString()).contains(folder + " holds an earlier run; expected an empty or a new folder");
        assertThat(summary).exists();
        // Nothing answers there; but the old pass is gone.
        assertThat(run("smoke", "--target", "http://127.0.0.1:1", "--replace", "--out", folder.toString()))
                .isEqualTo(4);
        assertThat(run("report", folder.toString())).isEqualTo(2);
    }

    @Test
    void aFolderThatCannotBeMadeIsNoVerdict(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(runInto(file.resolve("below"))).isEqualTo(2);
        assertThat(err.toString()).contains(file.toString()).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{}", "[1,2]"})
    void aBrokenSummaryIsNoVerdict(String text, @TempDir Path folder) throws IOException {
        Path summary = Files.writeString(folder.resolve("summary.json"), text);
        assertThat(run("report", folder.toString())).isEqualTo(2);
        assertThat(run("compare", folder.toString(), folder.toString())).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(2).allMatch(line -> line.startsWith(summary.toString()));
    }

    @Test
    void missingJarsAreUsage() {
        // Beside the classes of a test there is none.
        assertThat(run("smoke")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no jar at");
    }

    @ParameterizedTest
    @ValueSource(strings = {"quick", "QUICK", "full"})
    void aTargetThatDoesNotAnswerGivesFour(String profile, @TempDir Path folder) throws IOException {
        int port;
        try (ServerSocket closedSoon = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closedSoon.getLocalPort();
        }
        assertThat(run(
                        "smoke",
                        "--profile",
                        profile,
                        "--target",
                        "http://127.0.0.1:" + port,
                        "--out",
                        folder.toString()))
                .isEqualTo(4);
        assertThat(err.toString()).contains("cannot reach the service: http://127.0.0.1:" + port);
    }
}
