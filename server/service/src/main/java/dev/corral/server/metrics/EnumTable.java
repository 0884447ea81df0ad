package dev.corral.server.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/// A value for each constant of an enum, made at once.
final class EnumTable<K extends Enum<K>, V> {
    private final Map<K, V> values;

    EnumTable(Class<K> keys, Function<K, V> make) {
        values = new EnumMap<>(keys);
        for (K key : keys.getEnumConstants()) {
            values.put(key, make.apply(key));
        }
    }

    V get(K key) {
        return Objects.requireNonNull(values.get(key));
    }
}
