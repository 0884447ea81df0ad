package dev.corral.server.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.corral.server.problem.Spot;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The values read for a set of options; what was not given, or was refused, has its default.
final class Values {
    private final Map<Option<?>, Object> given = new HashMap<>();

    <T> void read(Option<T> option, JsonNode node, Spot at) {
        T value = option.read(node, at);
        if (value != null) {
            given.put(option, value);
        }
    }

    /// Another default, for this set only.
    <T> void fallBack(Option<T> option, T value) {
        given.putIfAbsent(option, value);
    }

    boolean isGiven(Option<?> option) {
        return given.containsKey(option);
    }

    /// The value, or null where none was given and there is no default.
    // Only `read` and `fallBack` put values in, with the type of their option.
    @SuppressWarnings("unchecked")
    <T> @Nullable T find(Option<T> option) {
        Object value = given.get(option);
        return value == null ? option.fallback() : (T) value;
    }

    /// The value of an option that always has one.
    ///
    /// @throws IllegalStateException when it has none: a required option is missing and nobody looked
    <T> T get(Option<T> option) {
        T value = find(option);
        if (value == null) {
            throw new IllegalStateException(option.path() + " was not read, expected to be checked before");
        }
        return value;
    }
}
