package dev.corral.server.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.corral.server.problem.Spot;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The options that one JSON object can hold, by name and in order. Immutable.
final class Table {
    private final Map<String, Option<?>> options;

    Table(Collection<Option<?>> options) {
        Map<String, Option<?>> byName = new LinkedHashMap<>();
        for (Option<?> option : options) {
            if (byName.put(option.name(), option) != null) {
                throw new IllegalArgumentException(option.path() + " stands in the table twice");
            }
        }
        this.options = Collections.unmodifiableMap(byName);
    }

    static Table of(Option<?>... options) {
        return new Table(List.of(options));
    }

    @Nullable
    Option<?> find(String name) {
        return options.get(name);
    }

    /// Reads all members of an object, refusing what is unknown, and what is required and not there.
    void read(JsonNode object, Spot at, Values into) {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            Spot spot = at.child(member.getKey());
            Option<?> option = options.get(member.getKey());
            if (option == null) {
                refuseUnknown(spot, options.keySet());
            } else {
                into.read(option, member.getValue(), spot);
            }
        }
        for (Option<?> option : options.values()) {
            if (option.isRequired() && !object.has(option.name())) {
                refuseMissing(option, at.child(option.name()));
            }
        }
    }

    static void refuseUnknown(Spot at, Collection<String> known) {
        at.refuse(Codes.UNKNOWN_FIELD, "is not known here, expected one of " + String.join(", ", known));
    }

    static void refuseMissing(Option<?> option, Spot at) {
        at.refuse(Codes.REQUIRED, "is missing, expected " + option.expected());
    }
}
