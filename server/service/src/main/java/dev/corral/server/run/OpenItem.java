package dev.corral.server.run;

import dev.corral.server.job.Item;
import org.jspecify.annotations.Nullable;

/// An item that was read and has not ended. But for the item itself, all of it is its [Ledger]'s.
final class OpenItem {
    final Item item;
    /// That have begun; 0 while it waits for its first.
    int attempts;
    /// Whether an attempt is made now; not while it waits for another, or to go on with one.
    boolean runs;

    /// Its neighbours in the ledger.
    @Nullable
    OpenItem previous;

    @Nullable
    OpenItem next;

    OpenItem(Item item) {
        this.item = item;
    }
}
