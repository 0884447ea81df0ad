package dev.corral.server.walk;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The roots of a service by name, in the order of its configuration. Immutable.
public final class Roots {
    public static final Roots NONE = new Roots(List.of());

    private final SequencedMap<String, Root> byName = new LinkedHashMap<>();

    /// @throws IllegalArgumentException if two roots have one name
    public Roots(List<Root> roots) {
        for (Root root : roots) {
            Root other = byName.putIfAbsent(root.name(), root);
            if (other != null) {
                throw new IllegalArgumentException("root " + root.name() + ": is '" + other.path() + "' and '"
                        + root.path() + "', names must differ");
            }
        }
    }

    /// The root of that name; null if there is none.
    public @Nullable Root find(String name) {
        return byName.get(name);
    }

    public Set<String> names() {
        return Collections.unmodifiableSet(byName.keySet());
    }
}
