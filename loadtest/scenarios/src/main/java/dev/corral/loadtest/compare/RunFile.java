package dev.corral.loadtest.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// A run as its `summary.json` tells it.
///
/// @param stamp what must be alike for runs to be compared
/// @param figures all numbers by name
public record RunFile(Path file, String verdict, Map<String, String> stamp, Map<String, Double> figures) {
    private static final JsonMapper JSON = new JsonMapper();
    /// What may differ: it is what is compared, or says only when.
    private static final java.util.Set<String> FREE =
            java.util.Set.of("commit", "service_sha256", "origin_sha256", "load_before");

    public RunFile {
        stamp = new TreeMap<>(stamp);
        figures = new TreeMap<>(figures);
    }

    /// Reads one.
    ///
    /// @throws IOException when it is no summary of ours
    public static RunFile read(Path file) throws IOException {
        JsonNode json = JSON.readTree(file.toFile());
        Map<String, String> stamp = new TreeMap<>();
        json.path("stamp").properties().forEach(each -> {
            if (!FREE.contains(each.getKey())) {
                stamp.put(each.getKey(), each.getValue().asText());
            }
        });
        stamp.put("scenario", json.path("scenario").asText());
        stamp.put("profile", json.path("profile").asText());
        Map<String, Double> figures = new TreeMap<>();
        json.path("figures")
                .properties()
                .forEach(each -> figures.put(each.getKey(), each.getValue().asDouble()));
        for (JsonNode sample : json.path("samples")) {
            String name = sample.path("name").asText();
            if (!name.endsWith("_lag")) {
                for (String quantile : new String[] {"p50_ms", "p95_ms", "p99_ms"}) {
                    figures.put(name + "." + quantile, sample.path(quantile).asDouble());
                }
            }
        }
        return new RunFile(file, json.path("verdict").asText(), stamp, figures);
    }
}
