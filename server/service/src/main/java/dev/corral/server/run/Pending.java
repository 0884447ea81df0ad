package dev.corral.server.run;

import dev.corral.server.job.Item;

/// An item that was read and has not ended.
///
/// @param plan what is to be done for it
/// @param readNanos when it was read
/// @param begunNanos when its first attempt began; nothing before
/// @param attempts that have begun
record Pending(Item item, Plan plan, long readNanos, long begunNanos, int attempts) {
    static Pending read(Item item, Plan plan, long nowNanos) {
        return new Pending(item, plan, nowNanos, 0, 0);
    }

    /// The same with one more attempt begun.
    Pending begun(long nowNanos) {
        return new Pending(item, plan, readNanos, attempts == 0 ? nowNanos : begunNanos, attempts + 1);
    }

    /// How long it waited for its first turn.
    long queuedMillis() {
        return (begunNanos - readNanos) / 1_000_000;
    }
}
