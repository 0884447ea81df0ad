package dev.corral.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// `openapi.yaml`, parsed: its operations, and its schemas to hold values against.
final class Description {
    static final String PROBLEM = "application/problem+json";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAMED = "#/components/schemas/";
    private static final String BASE = "https://corral.test/openapi";

    private final String text = read();
    private final JsonNode root;
    private final SchemaRegistry schemas;
    private final Map<JsonNode, Schema> compiled = new HashMap<>();

    /// One method of one path.
    record Operation(String path, String method, JsonNode node, boolean onManagementPort) {
        /// As in `POST /v1/jobs`.
        String name() {
            return method + " " + path;
        }
    }

    Description() {
        try {
            root = new YAMLMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        schemas = SchemaRegistry.withDefaultDialect(
                Dialects.getDraft202012(), builder -> builder.schemas(Map.of(BASE, definitions(root))));
    }

    /// The named schemas in a form that holds nothing else.
    private static String definitions(JsonNode root) {
        ObjectNode all = root.path("components").path("schemas").deepCopy();
        ((ObjectNode) all.path("Record")).remove("discriminator");
        return "{\"$defs\":" + all.toString().replace(NAMED, "#/$defs/") + "}";
    }

    private static String read() {
        try (InputStream in = Description.class.getResourceAsStream("/openapi.yaml")) {
            return new String(Objects.requireNonNull(in, "openapi.yaml").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text() {
        return text;
    }

    JsonNode root() {
        return root;
    }

    List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : root.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> member : path.getValue().properties()) {
                if (List.of("get", "head", "post", "put", "patch", "delete").contains(member.getKey())) {
                    all.add(new Operation(
                            path.getKey(),
                            member.getKey().toUpperCase(Locale.ROOT),
                            member.getValue(),
                            path.getValue().has("servers")));
                }
            }
        }
        return all;
    }

    /// A part of the description, with references followed at each step.
    JsonNode at(JsonNode from, String... steps) {
        JsonNode node = followed(from);
        for (String step : steps) {
            node = followed(node.path(step));
        }
        return node;
    }

    private JsonNode followed(JsonNode node) {
        JsonNode target = node;
        while (target.has("$ref")) {
            String pointer = target.path("$ref").asText();
            target = root.at(pointer.substring(1));
            if (target.isMissingNode()) {
                throw new AssertionError(pointer + " points nowhere");
            }
        }
        return target;
    }

    JsonNode schema(String name) {
        return at(root, "components", "schemas", name);
    }

    /// What is wrong with a value, by a schema that stands anywhere in the description.
    List<Error> errors(JsonNode schema, JsonNode value) {
        return compiled.computeIfAbsent(schema, this::compile).validate(value);
    }

    private Schema compile(JsonNode schema) {
        return schemas.getSchema(parsed(schema.toString().replace(NAMED, BASE + "#/$defs/")));
    }

    /// What is wrong with a body of a media type.
    ///
    /// @param content described for that type
    List<Error> errors(JsonNode content, String type, String body) {
        if (!content.has("x-item-schema")) {
            JsonNode value = type.endsWith("json") ? parsed(body) : JSON.valueToTree(body);
            return errors(content.path("schema"), value);
        }
        List<Error> all = new ArrayList<>();
        for (String each :
                type.equals("text/event-stream") ? data(body) : body.lines().toList()) {
            all.addAll(errors(content.path("x-item-schema"), parsed(each)));
        }
        return all;
    }

    /// The data of server-sent events, each of which has the number and the type of its record.
    private static List<String> data(String events) {
        List<String> all = new ArrayList<>();
        for (String event : events.split("\n\n", -1)) {
            if (!event.isBlank()) {
                String[] lines = event.split("\n", -1);
                JsonNode record = parsed(lines[2].substring("data: ".length()));
                if (!lines[0].equals("id: " + record.path("seq"))
                        || !lines[1].equals("event: " + record.path("t").asText())) {
                    throw new AssertionError("no event of its record: " + event);
                }
                all.add(record.toString());
            }
        }
        return all;
    }

    /// A value that is a text.
    static JsonNode text(String value) {
        return JSON.getNodeFactory().textNode(value);
    }

    static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + json, e);
        }
    }
}
