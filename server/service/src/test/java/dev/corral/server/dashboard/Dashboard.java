package dev.corral.server.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The dashboard as it lies in the repository.
record Dashboard(JsonNode json) {
    static final Path REPOSITORY = Path.of("..", "..");
    private static final Path FILE = REPOSITORY.resolve("grafana/dashboards/corral-overview.json");

    static Dashboard read() {
        try {
            return new Dashboard(new JsonMapper().readTree(FILE.toFile()));
        } catch (IOException e) {
            throw new AssertionError("cannot read " + FILE.toAbsolutePath().normalize(), e);
        }
    }

    /// All panels, rows included.
    List<Panel> panels() {
        return elements(json.path("panels")).map(Panel::new).toList();
    }

    /// What panels and annotations ask.
    List<Query> queries() {
        Stream<Query> ofPanels = panels().stream().flatMap(panel -> panel.queries().stream());
        Stream<Query> ofAnnotations = elements(json.path("annotations").path("list"))
                .map(each -> new Query(
                        each.path("name").asText(),
                        "annotation",
                        each.path("expr").asText()));
        return Stream.concat(ofPanels, ofAnnotations).toList();
    }

    /// The variables whose choices come from metrics.
    List<JsonNode> choices() {
        return elements(json.path("templating").path("list"))
                .filter(each -> each.path("type").asText().equals("query"))
                .toList();
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
