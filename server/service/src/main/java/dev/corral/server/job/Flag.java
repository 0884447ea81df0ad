package dev.corral.server.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.corral.server.problem.Spot;
import org.jspecify.annotations.Nullable;

/// `true` and `false`, and nothing that resembles them.
record Flag() implements Domain<Boolean> {
    @Override
    public @Nullable Boolean read(JsonNode node, Spot at) {
        return node.isBoolean() ? Boolean.valueOf(node.booleanValue()) : refuseType(node, at);
    }

    @Override
    public boolean admits(Boolean value) {
        return true;
    }

    @Override
    public Object show(Boolean value) {
        return value;
    }

    @Override
    public String expected() {
        return "true or false";
    }

    @Override
    public JsonNode literal(String text) {
        return switch (text) {
            case "true" -> BooleanNode.TRUE;
            case "false" -> BooleanNode.FALSE;
            default -> Domain.super.literal(text);
        };
    }
}
