package dev.corral.server.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.corral.server.problem.Spot;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One word of a closed set, in exactly its spelling.
record Choice<E extends Enum<E> & Word>(List<E> words) implements Domain<E> {
    static <E extends Enum<E> & Word> Choice<E> of(Class<E> type) {
        return new Choice<>(List.of(type.getEnumConstants()));
    }

    @Override
    public @Nullable E read(JsonNode node, Spot at) {
        if (!node.isTextual()) {
            return refuseType(node, at);
        }
        for (E word : words) {
            if (word.word().equals(node.textValue())) {
                return word;
            }
        }
        return at.refuse(Codes.VALUE, "is '" + Shown.of(node.textValue()) + "', expected " + expected());
    }

    @Override
    public boolean admits(E value) {
        return words.contains(value);
    }

    @Override
    public Object show(E value) {
        return value.word();
    }

    @Override
    public String expected() {
        String all = words.stream().map(Word::word).collect(Collectors.joining(", "));
        return words.size() == 1 ? all : "one of " + all;
    }
}
