package dev.corral.server.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.corral.server.problem.Spot;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Objects whose members are all strings: labels and headers. Keeps the order of the document.
record TextMap(int max, Text name, Text value) implements Domain<Map<String, String>> {
    @Override
    public @Nullable Map<String, String> read(JsonNode node, Spot at) {
        if (!node.isObject()) {
            return refuseType(node, at);
        }
        if (node.size() > max) {
            return at.refuse(Codes.LENGTH, "has " + node.size() + " members, expected at most " + max);
        }
        Map<String, String> members = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            Spot spot = at.child(member.getKey());
            String key = name.read(member.getKey(), spot);
            String text = value.read(member.getValue(), spot);
            if (key != null && text != null) {
                members.put(key, text);
            }
        }
        return members.size() == node.size() ? Collections.unmodifiableMap(members) : null;
    }

    @Override
    public boolean admits(Map<String, String> members) {
        return members.size() <= max
                && members.keySet().stream().allMatch(name::admits)
                && members.values().stream().allMatch(value::admits);
    }

    @Override
    public Object show(Map<String, String> members) {
        return members;
    }

    @Override
    public String expected() {
        return "an object of at most " + max + " members, each name " + name.expected() + ", each value "
                + value.expected();
    }
}
