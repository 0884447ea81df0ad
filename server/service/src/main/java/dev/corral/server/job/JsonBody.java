package dev.corral.server.job;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A whole job document as JSON text, read in two passes: first everything but the items, then the items.
///
/// How an item is read depends on options that may stand behind the items; reading twice costs less memory than
/// a tree of a million items. The first pass has seen every byte: nothing is acted on in a text that is not JSON.
final class JsonBody {
    static final String ITEMS = "items";
    /// In place of them.
    static final String ITEMS_FROM = "items_from";

    private final byte[] text;

    /// @param text not copied
    JsonBody(byte[] text) {
        this.text = text;
    }

    /// The document without its items: a list of items is there, but empty; unknown members are there, but null.
    ///
    /// @throws IOException when the text is not one JSON object within the limits
    ObjectNode head() throws IOException {
        try (JsonParser parser = StrictJson.open(text)) {
            requireObject(parser.nextToken());
            ObjectNode head = JsonNodeFactory.instance.objectNode();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                head.set(name, member(name, parser));
            }
            StrictJson.requireEnd(parser);
            return head;
        }
    }

    private static void requireObject(@Nullable JsonToken first) throws IOException {
        if (first == null) {
            throw new StrictJson.NotJson("is empty, expected a JSON object");
        }
        if (first != JsonToken.START_OBJECT) {
            throw new StrictJson.NotJson(
                    "is not an object, expected a job document such as {\"kind\": \"fetch\", ...}");
        }
    }

    private static JsonNode member(String name, JsonParser parser) throws IOException {
        boolean list = parser.nextToken() == JsonToken.START_ARRAY;
        if (name.equals(ITEMS) && list) {
            parser.skipChildren();
            return JsonNodeFactory.instance.arrayNode();
        }
        if (HeadReader.isKnown(name)) {
            return StrictJson.tree(parser);
        }
        parser.skipChildren();
        return NullNode.instance;
    }

    /// Hands every item to `visitor`, until it has had enough.
    ///
    /// @throws IOException when an item goes beyond the limits
    void items(Visitor visitor) throws IOException {
        try (JsonParser parser = StrictJson.open(text)) {
            parser.nextToken();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                if (name.equals(ITEMS)) {
                    list(parser, visitor);
                    return;
                }
                parser.skipChildren();
            }
        }
    }

    private static void list(JsonParser parser, Visitor visitor) throws IOException {
        int index = 0;
        boolean more = true;
        while (more && parser.nextToken() != JsonToken.END_ARRAY) {
            more = visitor.item(index, StrictJson.tree(parser));
            index++;
        }
    }

    /// Sees items one by one.
    @FunctionalInterface
    interface Visitor {
        /// Sees item number `index`.
        ///
        /// @return whether to go on
        boolean item(int index, JsonNode node);
    }
}
