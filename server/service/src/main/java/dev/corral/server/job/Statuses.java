package dev.corral.server.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.corral.server.problem.Spot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How an [ExpectedStatus] is written: a list of strings.
record Statuses() implements Domain<ExpectedStatus> {
    @Override
    public @Nullable ExpectedStatus read(JsonNode node, Spot at) {
        if (!node.isArray()) {
            return refuseType(node, at);
        }
        if (node.isEmpty() || node.size() > ExpectedStatus.MAX) {
            return at.refuse(Codes.LENGTH, "has " + node.size() + " entries, expected " + expected());
        }
        List<String> patterns = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            String text = node.get(i).textValue();
            if (text == null) {
                refuseType(node.get(i), at.child(i));
            } else if (!ExpectedStatus.isPattern(text)) {
                at.child(i).refuse(Codes.VALUE, "is '" + Shown.of(text) + "', expected such as '2xx' or '404'");
            } else {
                patterns.add(text);
            }
        }
        return patterns.size() == node.size() ? new ExpectedStatus(patterns) : null;
    }

    @Override
    public boolean admits(ExpectedStatus value) {
        return true;
    }

    @Override
    public Object show(ExpectedStatus value) {
        return value.patterns();
    }

    @Override
    public String expected() {
        return "a list of 1 to " + ExpectedStatus.MAX + " strings such as \"2xx\" or \"404\"";
    }
}
