package dev.corral.loadtest.live;

import dev.corral.loadtest.measure.Mark;
import dev.corral.loadtest.measure.Row;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the generator saw in its last second, in Prometheus' text format.
///
/// @param scenario that plays
/// @param row null before the first second is over
/// @param mark what began last; null if nothing has
record Exposed(String scenario, @Nullable Row row, @Nullable Mark mark) {
    private static final double MILLIS_PER_SECOND = 1000;
    private static final double PERCENT = 100;
    /// A sample, perhaps of a phase, perhaps by the time of service, and what of it.
    private static final Pattern CLIENT =
            Pattern.compile("client\\.([^@]+?)(?:@(.*?))?(\\.service)?\\.(?:p(\\d\\d)_ms|(per_s))");

    private static final String HEADS = """
        # HELP corral_loadtest_phase The scenario that plays, and what began last in it; always 1
        # TYPE corral_loadtest_phase gauge
        # HELP corral_loadtest_client_seconds Quantiles of what clients measured in the last second, by sample and phase
        # TYPE corral_loadtest_client_seconds gauge
        # HELP corral_loadtest_client_per_second How many of a sample clients measured in the last second
        # TYPE corral_loadtest_client_per_second gauge
        # HELP corral_loadtest_figure What else the generator noted in the last second, by view and figure
        # TYPE corral_loadtest_figure gauge
        """;

    String text() {
        StringBuilder text = new StringBuilder(HEADS);
        String phase = mark == null ? "begins" : mark.text();
        line(text, "phase", 1, "scenario", scenario, "phase", phase);
        if (row != null) {
            row.values().forEach((name, value) -> figure(text, name, value));
        }
        return text.toString();
    }

    private static void figure(StringBuilder text, String name, double value) {
        Matcher client = CLIENT.matcher(name);
        if (!client.matches()) {
            String[] parts = name.split("\\.", 2);
            line(text, "figure", value, "view", parts[0], "figure", parts[parts.length - 1]);
            return;
        }
        String sample = client.group(1) + orEmpty(client.group(3));
        String phase = orEmpty(client.group(2));
        if (client.group(5) == null) {
            String quantile = Double.toString(Integer.parseInt(client.group(4)) / PERCENT);
            double seconds = value / MILLIS_PER_SECOND;
            line(text, "client_seconds", seconds, "sample", sample, "phase", phase, "quantile", quantile);
        } else {
            line(text, "client_per_second", value, "sample", sample, "phase", phase);
        }
    }

    private static String orEmpty(@Nullable String group) {
        return group == null ? "" : group;
    }

    /// @param labels names and values in turn
    private static void line(StringBuilder text, String metric, double value, String... labels) {
        text.append("corral_loadtest_").append(metric).append('{');
        for (int i = 0; i < labels.length; i += 2) {
            text.append(i == 0 ? "" : ",").append(labels[i]).append("=\"");
            text.append(escaped(labels[i + 1])).append('"');
        }
        text.append("} ").append(String.format(Locale.ROOT, "%.6g", value)).append('\n');
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
