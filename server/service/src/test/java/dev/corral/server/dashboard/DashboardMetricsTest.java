package dev.corral.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.config.ServerConfig;
import dev.corral.server.tracing.Collector;
import dev.corral.server.tracing.TraceSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the dashboards name, against what a service shows.
final class DashboardMetricsTest {
    /// Made by Prometheus itself.
    private static final Set<String> OF_PROMETHEUS = Set.of("up", "ALERTS");

    private static final List<String> OWN_QUERIES = Dashboard.all().stream()
            .flatMap(dashboard -> dashboard.queries().stream())
            .filter(query -> !query.isOfTheGenerator())
            .map(Query::expression)
            .toList();
    private static final Set<String> USED = OWN_QUERIES.stream()
            .flatMap(query -> new Expression(query).metrics().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    private static Exposition metrics;

    @BeforeAll
    static void lookAtAService() throws ExecutionException, InterruptedException, IOException, TimeoutException {
        try (Collector collector = Collector.open();
                RunningServer server = RunningServer.start(traced(collector))) {
            // Those of the collector come with its first pause.
            ManagementFactory.getMemoryMXBean().gc();
            metrics = server.awaitMetrics(
                    "a pause of the collector", shown -> shown.names().contains("jvm_gc_pause_seconds_sum"));
        }
    }

    /// With everything on that has metrics of its own.
    private static ServerConfig traced(Collector collector) {
        ServerConfig config = ServerConfig.defaults();
        return config.with(config.telemetry().with(new TraceSettings(collector.endpoint(), 1, false)));
    }

    @Test
    void everyMetricOfTheDashboardsExists() {
        assertThat(USED).filteredOn(name -> !OF_PROMETHEUS.contains(name)).isSubsetOf(metrics.names());
    }

    @Test
    void everyMetricOfTheServiceIsShown() {
        assertThat(own().keySet()).isNotEmpty().allMatch(DashboardMetricsTest::isUsed);
    }

    @Test
    void everyMetricOfTheServiceSaysWhatItIs() {
        assertThat(own()).allSatisfy((name, help) -> assertThat(help).as(name).hasSizeGreaterThan(10));
    }

    private static Map<String, String> own() {
        Map<String, String> own = new TreeMap<>(metrics.helps());
        own.keySet().removeIf(name -> !name.startsWith("corral_"));
        return own;
    }

    @Test
    void everyLabelValueThatAQueryNamesExists() {
        assertThat(OWN_QUERIES.stream().flatMap(Selected::in).filter(each -> !each.isIn(metrics)))
                .isEmpty();
    }

    @Test
    void aLabelValueThatThereIsNotIsFound() {
        assertThat(Selected.in("sum(corral_refusals_total{instance=~\"$instance\",problem=~\"quota|store-.*\"})"))
                .hasSize(2)
                .filteredOn(each -> !each.isIn(metrics))
                .extracting(Selected::value)
                .containsExactly("store-.*");
    }

    private static boolean isUsed(String family) {
        return Stream.of("", "_bucket", "_sum", "_count").anyMatch(part -> USED.contains(family + part));
    }
}
