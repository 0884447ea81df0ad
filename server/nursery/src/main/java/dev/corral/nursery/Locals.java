package dev.corral.nursery;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The task-local values of one task. Immutable: a task that starts another hands over what it has, and later
/// changes of either stay its own.
final class Locals {
    static final Locals EMPTY = new Locals(Map.of());

    private final Map<TaskLocal<?>, Object> values;

    private Locals(Map<TaskLocal<?>, Object> values) {
        this.values = values;
    }

    @Nullable
    Object find(TaskLocal<?> local) {
        return values.get(local);
    }

    /// @param value null takes the value away
    Locals with(TaskLocal<?> local, @Nullable Object value) {
        Map<TaskLocal<?>, Object> changed = new HashMap<>(values);
        if (value == null) {
            changed.remove(local);
        } else {
            changed.put(local, value);
        }
        return changed.isEmpty() ? EMPTY : new Locals(changed);
    }
}
