package dev.corral.server.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.corral.server.problem.Spot;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A list of words of a closed set, each at most once; it may be empty.
record Choices<E extends Enum<E> & Word>(Class<E> type, Choice<E> word) implements Domain<Set<E>> {
    static <E extends Enum<E> & Word> Choices<E> of(Class<E> type) {
        return new Choices<>(type, Choice.of(type));
    }

    @Override
    public @Nullable Set<E> read(JsonNode node, Spot at) {
        if (!node.isArray()) {
            return refuseType(node, at);
        }
        if (node.size() > word.words().size()) {
            return at.refuse(Codes.LENGTH, "has " + node.size() + " entries, expected each word at most once");
        }
        Set<E> found = EnumSet.noneOf(type);
        boolean whole = true;
        for (int i = 0; i < node.size(); i++) {
            whole &= add(node.get(i), at.child(i), found);
        }
        return whole ? Collections.unmodifiableSet(found) : null;
    }

    private boolean add(JsonNode node, Spot at, Set<E> found) {
        E value = word.read(node, at);
        if (value != null && !found.add(value)) {
            at.refuse(Codes.VALUE, "'" + value.word() + "' stands here twice");
            return false;
        }
        return value != null;
    }

    @Override
    public boolean admits(Set<E> value) {
        return true;
    }

    @Override
    public Object show(Set<E> value) {
        return EnumSet.allOf(type).stream()
                .filter(value::contains)
                .map(Word::word)
                .toList();
    }

    @Override
    public String expected() {
        return "a list of words, each " + word.expected();
    }
}
