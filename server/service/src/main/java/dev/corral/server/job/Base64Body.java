package dev.corral.server.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.corral.server.problem.Spot;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// How a [Body] is written: plain Base64 (RFC 4648, section 4) of at most `max` bytes.
record Base64Body(int max) implements Domain<Body> {
    @Override
    public @Nullable Body read(JsonNode node, Spot at) {
        if (!node.isTextual()) {
            return refuseType(node, at);
        }
        String text = node.textValue();
        if (text.length() / 4 * 3 > max + 2) {
            return refuseLength(at);
        }
        try {
            Body body = new Body(Base64.getDecoder().decode(text));
            return body.length() <= max ? body : refuseLength(at);
        } catch (IllegalArgumentException notBase64) {
            return at.refuse(Codes.VALUE, "is not Base64, expected " + expected());
        }
    }

    private @Nullable Body refuseLength(Spot at) {
        return at.refuse(Codes.LENGTH, "is too long, expected " + expected());
    }

    @Override
    public boolean admits(Body value) {
        return value.length() <= max;
    }

    @Override
    public Object show(Body value) {
        return Base64.getEncoder().encodeToString(value.bytes());
    }

    @Override
    public String expected() {
        return "Base64 of at most " + max + " bytes";
    }
}
