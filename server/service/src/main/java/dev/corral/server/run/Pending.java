package dev.corral.server.run;

import dev.corral.server.job.Item;

/// An item that was read and has not ended.
///
/// @param first what an attempt at it begins with
/// @param plan what is to be done next
/// @param readNanos when it was read
/// @param begunNanos when its first attempt began; nothing before
/// @param attempts that have begun
/// @param goesOn whether the plan is in the midst of an attempt
record Pending(Item item, Plan first, Plan plan, long readNanos, long begunNanos, int attempts, boolean goesOn) {
    static Pending read(Item item, Plan plan, long nowNanos) {
        return new Pending(item, plan, plan, nowNanos, 0, 0, false);
    }

    /// The same when its turn has come: with one more attempt begun, unless it goes on.
    Pending begun(long nowNanos) {
        return goesOn
                ? this
                : new Pending(item, first, plan, readNanos, attempts == 0 ? nowNanos : begunNanos, attempts + 1, false);
    }

    /// The same attempt, to go on so.
    Pending onward(Plan other) {
        return new Pending(item, first, other, readNanos, begunNanos, attempts, true);
    }

    /// Before another attempt, from the beginning.
    Pending again() {
        return new Pending(item, first, first, readNanos, begunNanos, attempts, false);
    }

    /// How long it waited for its first turn.
    long queuedMillis() {
        return (begunNanos - readNanos) / 1_000_000;
    }
}
