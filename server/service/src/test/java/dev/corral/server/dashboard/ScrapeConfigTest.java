package dev.corral.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.config.ServerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The files around the dashboard agree with each other and with the service.
final class ScrapeConfigTest {
    private static final Path SCRAPING = Dashboard.REPOSITORY.resolve("deploy/prometheus/prometheus.yml");
    private static final Path SOURCE = Dashboard.REPOSITORY.resolve("grafana/provisioning/datasources/prometheus.yaml");
    private static final Path MONITOR = Dashboard.REPOSITORY.resolve("deploy/kubernetes/base/servicemonitor.yaml");
    private static final int WAIT_SECONDS = 20;

    @Test
    void promtoolAcceptsTheScrapeConfiguration() throws IOException, InterruptedException {
        Process promtool = new ProcessBuilder(
                        Tool.named("promtool").program().toString(), "check", "config", SCRAPING.toString())
                .redirectErrorStream(true)
                .start();
        try (var said = promtool.inputReader()) {
            String all = String.join("\n", said.lines().toList());
            assertThat(promtool.waitFor(WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(promtool.exitValue()).as(all).isZero();
        } finally {
            promtool.destroyForcibly();
        }
    }

    @Test
    void theServicesManagementPortIsScraped() throws IOException {
        assertThat(found(SCRAPING, "targets: \\[\"localhost:(\\d+)\"]"))
                .isEqualTo("" + ServerConfig.DEFAULT_MANAGEMENT_PORT);
    }

    @Test
    void grafanaKnowsTheScrapeInterval() throws IOException {
        assertThat(found(SOURCE, "timeInterval: (\\w+)")).isEqualTo(found(SCRAPING, "scrape_interval: (\\w+)"));
    }

    @Test
    void aClusterIsScrapedAsOftenAsGrafanaThinks() throws IOException {
        assertThat(found(MONITOR, "\n +interval: (\\w+)")).isEqualTo(found(SOURCE, "timeInterval: (\\w+)"));
    }

    private static String found(Path file, String pattern) throws IOException {
        Matcher found = Pattern.compile(pattern).matcher(Files.readString(file));
        assertThat(found.find()).as("%s in %s", pattern, file).isTrue();
        return found.group(1);
    }
}
