package dev.corral.origin;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/// Seeded randomness per request, the same on every run.
///
/// Without `key`, the n-th request of the very same target gets the n-th draw of its seed (beyond the bound of
/// [BoundedTable], targets share one count). With `key`, the draw depends on seed and key only, in whatever order
/// requests come: that is the way to the same answers under concurrency. Thread-safe.
final class Draws {
    static final Parameter<Long> SEED = Parameter.whole(
            "seed", "picks the sequence of draws", 0, new Parameter.Range(Long.MIN_VALUE, Long.MAX_VALUE));
    static final Parameter<String> KEY =
            Parameter.of("key", "draws by seed and key instead of by order of arrival", "any text", "", text -> text);

    private final BoundedTable<AtomicLong> counts = new BoundedTable<>(AtomicLong::new);

    /// The draw for this request.
    RandomGenerator next(Exchange exchange, Query query) {
        String key = KEY.in(query);
        long order = key.isEmpty() ? counts.at(exchange.request().uri()).getAndIncrement() : hash(key);
        return new SplittableRandom(mixed(mixed(SEED.in(query)) + order));
    }

    /// FNV-1a over the characters: the same on every JVM.
    private static long hash(String key) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x100000001B3L;
        }
        return hash;
    }

    /// The finalizer of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators).
    private static long mixed(long state) {
        long first = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        long second = (first ^ (first >>> 27)) * 0x94D049BB133111EBL;
        return second ^ (second >>> 31);
    }
}
