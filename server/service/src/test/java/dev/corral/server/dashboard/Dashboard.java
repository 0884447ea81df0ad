package dev.corral.server.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A dashboard as it lies in the repository.
record Dashboard(JsonNode json) {
    static final Path REPOSITORY = Path.of("..", "..");
    private static final Path FOLDER = REPOSITORY.resolve("grafana/dashboards");

    /// All there are.
    static List<Dashboard> all() {
        JsonMapper mapper = new JsonMapper();
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(each -> each.toString().endsWith(".json"))
                    .sorted()
                    .map(each -> read(mapper, each))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot list " + FOLDER.toAbsolutePath().normalize(), e);
        }
    }

    private static Dashboard read(JsonMapper mapper, Path file) {
        try {
            return new Dashboard(mapper.readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot read " + file.toAbsolutePath().normalize(), e);
        }
    }

    String uid() {
        return json.path("uid").asText();
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
                        each.path("target").path("expr").asText()));
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

    @Override
    public String toString() {
        return uid();
    }
}
