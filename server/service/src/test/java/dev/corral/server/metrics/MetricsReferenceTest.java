package dev.corral.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.DocumentedTable;
import dev.corral.server.RunningServer;
import dev.corral.server.config.ServerConfig;
import dev.corral.server.config.Telemetry;
import dev.corral.server.tracing.Collector;
import dev.corral.server.tracing.TraceSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The table of metrics that operators read is made from what a service shows.
///
/// `mvn test -pl server/service -am -Dtest=MetricsReferenceTest -Dsurefire.failIfNoSpecifiedTests=false
/// -Dcorral.reference=write` writes it anew.
class MetricsReferenceTest {
    private static final DocumentedTable DOCUMENTED = new DocumentedTable(
            Path.of("../../deploy/METRICS.md"),
            "<!-- metrics: made by MetricsReferenceTest -->\n",
            "<!-- end of metrics -->");
    private static final String HEAD = """
        | metric | type | labels | what |
        |---|---|---|---|
        """;
    private static final Pattern META = Pattern.compile("# (HELP|TYPE) (corral_\\w+) (.*)");
    private static final Pattern SAMPLE = Pattern.compile("(corral_\\w+)\\{(.*)} .*");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final Pattern PART = Pattern.compile("_(bucket|sum|count)$");
    /// They depend on where it runs.
    private static final Set<String> OPEN_LABELS = Set.of("version", "commit", "java", "loop");

    private static final Map<String, Family> FAMILIES = new TreeMap<>();

    /// A metric as it is told.
    private static final class Family {
        private String help = "";
        private String type = "";
        private final Map<String, Set<String>> labels = new TreeMap<>();

        private String row(String name) {
            return "| `%s` | %s | %s | %s |".formatted(name, type, labels(), help.replace("|", "\\|"));
        }

        private String labels() {
            return labels.entrySet().stream()
                    .map(label -> "`" + label.getKey() + "`"
                            + (OPEN_LABELS.contains(label.getKey()) ? "" : ": " + String.join(", ", label.getValue())))
                    .collect(Collectors.joining("; "));
        }
    }

    @BeforeAll
    static void lookAtAService() throws IOException {
        try (Collector collector = Collector.open();
                RunningServer server = RunningServer.with(config -> config.with(traced(config, collector)))) {
            server.get("/metrics").lines().forEach(MetricsReferenceTest::read);
        }
    }

    /// With everything on that has metrics of its own.
    private static Telemetry traced(ServerConfig config, Collector collector) {
        return config.telemetry().with(new TraceSettings(collector.endpoint(), 1, false));
    }

    private static void read(String line) {
        Matcher meta = META.matcher(line);
        if (meta.matches()) {
            Family family = FAMILIES.computeIfAbsent(meta.group(2), name -> new Family());
            if (meta.group(1).equals("HELP")) {
                family.help = meta.group(3);
            } else {
                family.type = meta.group(3);
            }
            return;
        }
        Matcher sample = SAMPLE.matcher(line);
        if (sample.matches()) {
            String histogram = PART.matcher(sample.group(1)).replaceFirst("");
            Family family = Objects.requireNonNull(
                    FAMILIES.get(FAMILIES.containsKey(histogram) ? histogram : sample.group(1)), line);
            LABEL.matcher(sample.group(2))
                    .results()
                    .filter(label -> !label.group(1).equals("le"))
                    .forEach(label -> family.labels
                            .computeIfAbsent(label.group(1), key -> new TreeSet<>())
                            .add(label.group(2)));
        }
    }

    private static String table() {
        return HEAD
                + FAMILIES.entrySet().stream()
                        .map(family -> family.getValue().row(family.getKey()))
                        .collect(Collectors.joining("\n", "", "\n"));
    }

    @Test
    void theTableForOperatorsIsWhatTheServiceShows() throws IOException {
        DOCUMENTED.requireEqual(table(), MetricsReferenceTest.class);
    }

    @Test
    void everyMetricSaysWhatItIs() {
        assertThat(FAMILIES).hasSizeGreaterThan(50).allSatisfy((name, family) -> {
            assertThat(family.help).as(name).isNotBlank();
            assertThat(family.type).as(name).isIn("counter", "gauge", "histogram");
        });
    }

    @Test
    void namesFollowTheConventionsOfPrometheus() {
        FAMILIES.forEach((name, family) -> {
            assertThat(name.endsWith("_total")).as(name).isEqualTo(family.type.equals("counter"));
            if (family.type.equals("histogram")) {
                assertThat(name).matches("\\w+_(seconds|rows)");
            }
        });
    }
}
