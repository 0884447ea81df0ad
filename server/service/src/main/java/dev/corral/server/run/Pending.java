package dev.corral.server.run;

import dev.corral.server.job.Item;

/// An item that was read and has not ended.
///
/// @param open as the ledger has it
/// @param first what an attempt at it begins with
/// @param plan what is to be done next
/// @param readNanos when it was read
/// @param begunNanos when its first attempt began; nothing before
/// @param attempts that have begun
/// @param goesOn whether the plan is in the midst of an attempt
record Pending(OpenItem open, Plan first, Plan plan, long readNanos, long begunNanos, int attempts, boolean goesOn) {
    static Pending read(OpenItem open, Plan plan, long nowNanos) {
        return new Pending(open, plan, plan, nowNanos, 0, 0, false);
    }

    /// The same when its turn has come: with one more attempt begun, unless it goes on.
    Pending begun(long nowNanos) {
        return goesOn
                ? this
                : new Pending(open, first, plan, readNanos, attempts == 0 ? nowNanos : begunNanos, attempts + 1, false);
    }

    /// The same attempt, to go on so.
    Pending onward(Plan other) {
        return new Pending(open, first, other, readNanos, begunNanos, attempts, true);
    }

    /// Before another attempt, from the beginning.
    Pending again() {
        return new Pending(open, first, first, readNanos, begunNanos, attempts, false);
    }

    Item item() {
        return open.item;
    }

    /// How long it waited for its first turn.
    long queuedMillis() {
        return (begunNanos - readNanos) / 1_000_000;
    }
}
