package dev.corral.loadtest.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A run as its `summary.json` tells it.
///
/// @param stamp what must be alike for runs to be compared
/// @param limits which way each figure is better that the scenario must hold
/// @param figures all numbers by name
public record RunFile(
        Path file, String verdict, Map<String, String> stamp, Map<String, Sense> limits, Map<String, Double> figures) {
    /// The shares of jobs that were refused, and that were not answered to their end, of those after the warm-up.
    static final String REFUSED = "refused_share";
    static final String BROKEN = "broken_share";

    private static final JsonMapper JSON = new JsonMapper();

    /// What may differ: it is what is compared, or says only when.
    private static final Set<String> FREE = Set.of("commit", "service_sha256", "version", "load_before");

    private static final String WARM_UP = "@warm-up";

    public RunFile {
        stamp = new TreeMap<>(stamp);
        limits = new TreeMap<>(limits);
        figures = new TreeMap<>(figures);
    }

    /// Reads one.
    ///
    /// @throws IOException when it is no summary of ours
    public static RunFile read(Path file) throws IOException {
        JsonNode json = parse(file);
        if (!json.path("verdict").isTextual() || !json.path("scenario").isTextual()) {
            throw new IOException(file + " is no summary of a load test: it has no scenario and verdict");
        }
        Map<String, String> stamp = new TreeMap<>();
        json.path("stamp").properties().forEach(each -> {
            if (!FREE.contains(each.getKey())) {
                stamp.put(each.getKey(), each.getValue().asText());
            }
        });
        stamp.put("scenario", json.path("scenario").asText());
        stamp.put("profile", json.path("profile").asText());
        Map<String, Sense> limits = new TreeMap<>();
        json.path("limits")
                .forEach(each -> limits.put(
                        each.path("figure").asText(),
                        each.has("at_most") ? Sense.LESS_IS_BETTER : Sense.MORE_IS_BETTER));
        return new RunFile(file, json.path("verdict").asText(), stamp, limits, figures(json));
    }

    private static JsonNode parse(Path file) throws IOException {
        try {
            return JSON.readTree(file.toFile());
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static Map<String, Double> figures(JsonNode json) {
        Map<String, Double> figures = new TreeMap<>();
        json.path("figures")
                .properties()
                .forEach(each -> figures.put(each.getKey(), each.getValue().asDouble()));
        for (JsonNode sample : json.path("samples")) {
            for (String figure : new String[] {"count", "p50_ms", "p95_ms", "p99_ms"}) {
                figures.put(
                        sample.path("name").asText() + "." + figure,
                        sample.path(figure).asDouble());
            }
        }
        figures.keySet().removeIf(name -> name.contains(WARM_UP));
        double rejected = jobs(figures, "rejected");
        double broken = jobs(figures, "broken");
        double all = jobs(figures, "done") + rejected + broken;
        if (all > 0) {
            figures.put(REFUSED, rejected / all);
            figures.put(BROKEN, broken / all);
        }
        return figures;
    }

    private static double jobs(Map<String, Double> figures, String fate) {
        String name = "jobs." + fate;
        return figures.entrySet().stream()
                .filter(each -> each.getKey().equals(name) || each.getKey().startsWith(name + "@"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }
}
