package dev.corral.server.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/// A panel of a dashboard, or the head of a row.
record Panel(JsonNode json) {
    String title() {
        return json.path("title").asText();
    }

    String description() {
        return json.path("description").asText();
    }

    String type() {
        return json.path("type").asText();
    }

    boolean isRow() {
        return type().equals("row");
    }

    Grid grid() {
        JsonNode at = json.path("gridPos");
        return new Grid(
                at.path("x").asInt(-1),
                at.path("y").asInt(-1),
                at.path("w").asInt(),
                at.path("h").asInt());
    }

    List<Query> queries() {
        return Dashboard.elements(json.path("targets"))
                .map(each -> new Query(
                        title(), each.path("refId").asText(), each.path("expr").asText()))
                .toList();
    }

    /// Where one comes to from it.
    List<String> links() {
        JsonNode ofValue = json.path("fieldConfig").path("defaults").path("links");
        return Stream.of(json.path("links"), ofValue)
                .flatMap(Dashboard::elements)
                .map(each -> each.path("url").asText())
                .toList();
    }

    @Override
    public String toString() {
        return title();
    }
}
