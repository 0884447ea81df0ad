package dev.corral.server.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.corral.server.problem.Spot;
import org.jspecify.annotations.Nullable;

/// One option of a document: where it stands, what it can be, and what it is when left out.
///
/// Three sorts: with a default; without one (`null` may then be written); required. Compared by identity.
final class Option<T> {
    private final String group;
    private final String name;
    private final Domain<T> domain;
    private final @Nullable T fallback;
    private final boolean required;

    /// @param path `group.name`, or the bare name for what stands at the top
    private Option(String path, Domain<T> domain, @Nullable T fallback, boolean required) {
        int dot = path.indexOf('.');
        this.group = path.substring(0, Math.max(dot, 0));
        this.name = path.substring(dot + 1);
        this.domain = domain;
        this.fallback = fallback;
        this.required = required;
    }

    static <T> Option<T> of(String path, Domain<T> domain, T fallback) {
        return new Option<>(path, domain, fallback, false);
    }

    /// An option that may be absent or null, and then is.
    static <T> Option<T> absent(String path, Domain<T> domain) {
        return new Option<>(path, domain, null, false);
    }

    static <T> Option<T> required(String path, Domain<T> domain) {
        return new Option<>(path, domain, null, true);
    }

    /// The group that it stands in, empty at the top.
    String group() {
        return group;
    }

    String name() {
        return name;
    }

    String path() {
        return group.isEmpty() ? name : group + "." + name;
    }

    @Nullable
    T fallback() {
        return fallback;
    }

    boolean isRequired() {
        return required;
    }

    String expected() {
        return isNullable() ? domain.expected() + ", or null" : domain.expected();
    }

    private boolean isNullable() {
        return fallback == null && !required;
    }

    JsonNode literal(String text) {
        return domain.literal(text);
    }

    /// Reads a written value, or refuses it at `at`; a null stands for absence where absence is the default.
    @Nullable
    T read(JsonNode node, Spot at) {
        return node.isNull() && isNullable() ? null : domain.read(node, at);
    }

    /// For the records' constructors.
    ///
    /// @throws IllegalArgumentException when the value is outside the bounds, or absent where it may not be
    void require(@Nullable T value) {
        if (value == null ? !isNullable() : !domain.admits(value)) {
            throw new IllegalArgumentException(path() + " is " + value + ", expected " + expected());
        }
    }

    /// The value as JSON-ready object.
    @Nullable
    Object show(@Nullable T value) {
        return value == null ? null : domain.show(value);
    }
}
