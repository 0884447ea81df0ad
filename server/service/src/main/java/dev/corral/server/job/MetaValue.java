package dev.corral.server.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.corral.server.problem.Spot;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a [Meta] is written: any JSON whose text is short enough.
record MetaValue(int max) implements Domain<Meta> {
    @Override
    public @Nullable Meta read(JsonNode node, Spot at) {
        String json = node.toString();
        if (json.length() > max) {
            return at.refuse(Codes.LENGTH, "has " + json.length() + " characters as JSON, expected at most " + max);
        }
        if (!isClean(node)) {
            return at.refuse(Codes.CHARACTERS, "holds NUL or half of a surrogate pair, expected Unicode text");
        }
        return new Meta(json);
    }

    /// Recursion ends: the parser allows [StrictJson#MAX_DEPTH] levels.
    private static boolean isClean(JsonNode node) {
        if (node.isTextual()) {
            return Text.isClean(node.textValue());
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (!Text.isClean(member.getKey())) {
                return false;
            }
        }
        for (JsonNode child : node) {
            if (!isClean(child)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean admits(Meta value) {
        return value.json().length() <= max;
    }

    @Override
    public Object show(Meta value) {
        return new RawValue(value.json());
    }

    @Override
    public String expected() {
        return "JSON of at most " + max + " characters";
    }
}
