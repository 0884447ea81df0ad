package dev.corral.server.job;

import dev.corral.server.problem.Spot;

/// Judges what an item asks for: URL, address, port, headers, path. Needs no look-up and never throws.
@FunctionalInterface
public interface ItemCheck {
    /// Lets everything pass.
    ItemCheck NONE = (_, _) -> {};

    /// Refuses what may not be, as in `at.child("url").refuse("numeric_host", "...")`.
    ///
    /// Called once for each item whose shape is right, in order, on the thread that reads the items, and for
    /// uploaded lines only when the line is asked for. An item given as bare string has no members: there `child`
    /// stays at the item, so a check need not know how the item was written.
    void check(Item item, Spot at);
}
