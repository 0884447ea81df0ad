package dev.corral.server.job;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts values back under the names that they have in a document, in order.
final class View {
    private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

    <T> View with(Option<T> option, @Nullable T value) {
        members.put(option.name(), option.show(value));
        return this;
    }

    /// Leaves out what is not there.
    <T> View withGiven(Option<T> option, @Nullable T value) {
        return value == null ? this : with(option, value);
    }

    View with(String group, View view) {
        members.put(group, view.map());
        return this;
    }

    Map<String, @Nullable Object> map() {
        return Collections.unmodifiableMap(members);
    }
}
