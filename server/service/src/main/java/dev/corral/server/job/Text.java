package dev.corral.server.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.corral.server.problem.Spot;
import org.jspecify.annotations.Nullable;

/// Strings within a length, counted in UTF-16 units, without NUL and without lone surrogates.
record Text(int min, int max) implements Domain<String> {
    @Override
    public @Nullable String read(JsonNode node, Spot at) {
        return node.isTextual() ? read(node.textValue(), at) : refuseType(node, at);
    }

    @Nullable
    String read(String text, Spot at) {
        if (text.length() < min || text.length() > max) {
            return at.refuse(Codes.LENGTH, "has " + text.length() + " characters, expected " + expected());
        }
        if (!isClean(text)) {
            return at.refuse(Codes.CHARACTERS, "holds NUL or half of a surrogate pair, expected Unicode text");
        }
        return text;
    }

    /// Whether the text has neither NUL nor half of a surrogate pair: only then it survives UTF-8 and back.
    static boolean isClean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public boolean admits(String value) {
        return min <= value.length() && value.length() <= max && isClean(value);
    }

    @Override
    public Object show(String value) {
        return value;
    }

    @Override
    public String expected() {
        return "a string of " + min + " to " + max + " characters";
    }
}
