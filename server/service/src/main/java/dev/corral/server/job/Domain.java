package dev.corral.server.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.corral.server.problem.Spot;
import org.jspecify.annotations.Nullable;

/// The values that an option can take, and how they are written.
interface Domain<T> {
    /// The value that `node` stands for, or null after a refusal at `at`. Never clamps, never throws.
    @Nullable
    T read(JsonNode node, Spot at);

    /// Whether a value that was not read from a document is one of ours.
    boolean admits(T value);

    /// The value as JSON-ready object: text, number, truth value, list or map.
    Object show(T value);

    /// What is expected, to be read after "expected".
    String expected();

    /// What the text of a query parameter would be in JSON.
    default JsonNode literal(String text) {
        return TextNode.valueOf(text);
    }

    /// Refuses a value of a wrong JSON type, naming the type and not the value.
    default @Nullable T refuseType(JsonNode node, Spot at) {
        String found =
                switch (node.getNodeType()) {
                    case ARRAY -> "a list";
                    case BOOLEAN -> "a truth value";
                    case NULL -> "null";
                    case NUMBER -> node.isIntegralNumber() ? "an integer" : "a number with fraction or exponent";
                    case OBJECT -> "an object";
                    case STRING -> "a string";
                    case BINARY, MISSING, POJO -> "something else";
                };
        return at.refuse(Codes.TYPE, "is " + found + ", expected " + expected());
    }
}
