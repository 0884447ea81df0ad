package dev.corral.server.cli.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.corral.server.cli.progress.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Shows jobs to people: those of a list as a table, one with all that is known of it.
///
/// What others named is shown without control characters, which would be orders to a terminal.
public final class JobText {
    private static final List<String> HEAD =
            List.of("ID", "STATE", "OUTCOME", "KIND", "DONE", "FAILED", "CREATED", "NAME");

    private JobText() {}

    /// Lines of equal columns, under their heads.
    public static List<String> table(List<JsonNode> jobs) {
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        jobs.forEach(job -> rows.add(row(job)));
        int[] widths = new int[HEAD.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
        }
        return line.toString().stripTrailing();
    }

    private static List<String> row(JsonNode job) {
        return List.of(
                text(job.path("id")),
                text(job.path("state")),
                text(job.path("outcome")),
                text(job.path("kind")),
                done(job),
                Figures.count(job.path("counts").path("failed").asLong()),
                text(job.path("created")),
                text(job.path("name")));
    }

    private static String done(JsonNode job) {
        JsonNode counts = job.path("counts");
        long done = 0;
        for (Map.Entry<String, JsonNode> each : counts.properties()) {
            done += each.getKey().equals("total") ? 0 : each.getValue().asLong();
        }
        return Figures.count(done) + "/" + Figures.count(counts.path("total").asLong());
    }

    /// A line for each member.
    public static List<String> view(JsonNode job) {
        List<String> lines = new ArrayList<>();
        job.properties().forEach(each -> {
            JsonNode value = each.getValue();
            if (!value.isNull() && !(value.isContainerNode() && value.isEmpty())) {
                lines.add(String.format("%-10s%s", plain(each.getKey()), shown(each.getKey(), value)));
            }
        });
        return lines;
    }

    private static String shown(String name, JsonNode value) {
        if (!value.isObject()) {
            return text(value);
        }
        List<String> parts = new ArrayList<>();
        value.properties().forEach(each -> {
            if (!each.getValue().isNull()) {
                parts.add(part(each.getKey(), each.getValue(), name));
            }
        });
        return String.join(", ", parts);
    }

    private static String part(String name, JsonNode value, String of) {
        if (name.equals("eta_ms")) {
            return "ETA " + Figures.rough(Duration.ofMillis(value.asLong()));
        }
        if (of.equals("labels")) {
            return plain(name) + "=" + text(value);
        }
        String figure = value.isIntegralNumber() ? Figures.count(value.longValue()) : text(value);
        return figure + " " + plain(name).replace('_', ' ');
    }

    private static String text(JsonNode value) {
        return value.isNull() || value.isMissingNode() ? "" : plain(value.asText());
    }

    /// Without what a terminal would take for an order; lines stay.
    public static String plain(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}&&[^\\n]]", "?");
    }
}
