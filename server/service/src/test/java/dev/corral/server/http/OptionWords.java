package dev.corral.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Says what a schema allows in the words in which the service says it.
final class OptionWords {
    private OptionWords() {}

    /// The values of an option that has this schema.
    static String of(String name, JsonNode schema) {
        String words = schema.has("enum") ? words(schema.path("enum")) : byType(name, schema);
        return isNullable(schema) ? words + ", or null" : words;
    }

    private static boolean isNullable(JsonNode schema) {
        return schema.path("type").isArray() && schema.path("type").toString().contains("\"null\"");
    }

    private static String byType(String name, JsonNode schema) {
        JsonNode type = schema.path("type").isArray() ? schema.path("type").path(0) : schema.path("type");
        return switch (type.asText()) {
            case "integer" ->
                "an integer from " + schema.path("minimum") + " to " + schema.path("maximum") + unit(name);
            case "number" -> "a number from " + plain(schema.path("minimum")) + " to " + plain(schema.path("maximum"));
            case "string" -> string(schema);
            case "array" -> list(schema);
            case "object" ->
                "an object of at most " + schema.path("maxProperties") + " members, each name "
                        + string(schema.path("propertyNames")) + ", each value "
                        + string(schema.path("additionalProperties"));
            default -> throw new AssertionError(name + " is of no type: " + schema);
        };
    }

    private static String unit(String name) {
        return name.endsWith("_ms") ? " ms" : name.endsWith("_bytes") ? " bytes" : "";
    }

    private static String plain(JsonNode bound) {
        return new BigDecimal(bound.asText()).stripTrailingZeros().toPlainString();
    }

    private static String string(JsonNode schema) {
        return "a string of " + schema.path("minLength") + " to " + schema.path("maxLength") + " characters";
    }

    private static String list(JsonNode schema) {
        JsonNode items = schema.path("items");
        return items.has("enum")
                ? "a list of words, each " + words(items.path("enum"))
                : String.format(
                        Locale.ROOT,
                        "a list of %s to %s strings such as \"2xx\" or \"404\"",
                        schema.path("minItems"),
                        schema.path("maxItems"));
    }

    private static String words(JsonNode set) {
        List<String> words = new ArrayList<>();
        set.forEach(word -> words.add(word.asText()));
        return words.size() == 1 ? words.getFirst() : "one of " + words.stream().collect(Collectors.joining(", "));
    }
}
