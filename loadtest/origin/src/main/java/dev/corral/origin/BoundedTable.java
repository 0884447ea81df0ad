package dev.corral.origin;

import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/// A table that grows with the keys it is asked for up to a bound; all further keys share the value of [#OTHER].
///
/// Safe for use by several threads. Two threads that bring new keys at the same moment may exceed the bound by one
/// each.
final class BoundedTable<V> {
    static final int MAX_KEYS = 10_000;
    static final int MAX_KEY_CHARS = 512;
    static final String OTHER = "other";

    private final ConcurrentHashMap<String, V> values = new ConcurrentHashMap<>();
    private final Supplier<V> fresh;

    BoundedTable(Supplier<V> fresh) {
        this.fresh = fresh;
    }

    /// The value of `key`: made when the key is new and there is room for it, that of [#OTHER] when there is none.
    V at(String key) {
        V known = values.get(key);
        if (known != null) {
            return known;
        }
        boolean fits = key.length() <= MAX_KEY_CHARS && values.size() < MAX_KEYS;
        return values.computeIfAbsent(fits ? key : OTHER, _ -> fresh.get());
    }

    /// Visits all entries in the order of their keys.
    void forEach(BiConsumer<String, V> visitor) {
        new TreeMap<>(values).forEach(visitor);
    }
}
