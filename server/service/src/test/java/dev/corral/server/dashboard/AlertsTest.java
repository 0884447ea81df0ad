package dev.corral.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.config.ServerConfig;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The alerts: promtool plays them, and what they name is what a service shows.
final class AlertsTest {
    private static final Path FOLDER = Dashboard.REPOSITORY.resolve("deploy/prometheus");
    private static final Path RULES = FOLDER.resolve("alerts.yml");
    private static final Path TESTS = FOLDER.resolve("alerts.test.yml");
    private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)\n");
    /// From one key to the next.
    private static final Pattern EXPRESSION = Pattern.compile("expr: \\|?([^#]*?)\n        (?:for|labels):");

    private static final Pattern RUNBOOK = Pattern.compile("runbook: \\|\n");
    private static final Pattern FIRES = Pattern.compile("labels: '\\{alertname=\"(\\w+)\"}'");
    private static final Pattern BEARS =
            Pattern.compile("- name: (\\w+) [^\n]*\n(?:(?!  - name:)[^\n]*\n)*?" + "        exp_samples: \\[]");
    private static final int WAIT_SECONDS = 60;

    private static List<String> found(Path file, Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map(result -> result.group(Math.min(1, result.groupCount())))
                .toList();
    }

    private static String promtool(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(Tool.named("promtool").program().toString()));
        command.addAll(List.of(arguments));
        Process promtool = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var said = promtool.inputReader()) {
            String all = String.join("\n", said.lines().toList());
            assertThat(promtool.waitFor(WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(promtool.exitValue()).as(all).isZero();
            return all;
        } finally {
            promtool.destroyForcibly();
        }
    }

    @Test
    void promtoolPlaysThemAll() throws IOException, InterruptedException {
        assertThat(promtool("test", "rules", TESTS.toString())).contains("SUCCESS");
    }

    @Test
    void eachFiresInOneTestAndDoesNotInAnother() throws IOException {
        List<String> alerts = found(RULES, ALERT);
        assertThat(alerts).isNotEmpty().doesNotHaveDuplicates();
        assertThat(Set.copyOf(found(TESTS, FIRES))).containsExactlyInAnyOrderElementsOf(alerts);
        assertThat(found(TESTS, BEARS)).containsAll(alerts);
    }

    @Test
    void eachSaysWhatToDo() throws IOException {
        assertThat(found(RULES, RUNBOOK)).hasSameSizeAs(found(RULES, ALERT));
    }

    @Test
    void everyMetricThatTheyNameIsShownByAService()
            throws ExecutionException, InterruptedException, IOException, TimeoutException {
        List<String> expressions = found(RULES, EXPRESSION);
        assertThat(expressions).hasSameSizeAs(found(RULES, ALERT));
        Set<String> named = expressions.stream()
                .flatMap(text -> new Expression(text).metrics().stream())
                .filter(name -> !name.equals("up"))
                .collect(Collectors.toCollection(TreeSet::new));
        try (RunningServer server = RunningServer.start(ServerConfig.defaults())) {
            // Those of the collector come with its first pause.
            ManagementFactory.getMemoryMXBean().gc();
            Exposition metrics = server.awaitMetrics(
                    "a pause of the collector", shown -> shown.names().contains("jvm_gc_pause_seconds_sum"));
            assertThat(named).isSubsetOf(metrics.names());
        }
    }
}
