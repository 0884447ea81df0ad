package dev.corral.server.run;

import dev.corral.server.job.Item;

/// Hears which items begin, before anything is done for them.
@FunctionalInterface
public interface Journal {
    /// For jobs that end with their process.
    Journal NONE = (item, plan) -> {};

    /// An item is about to begin. A checkpoint: the item begins when this returns.
    void begins(Item item, Plan plan) throws InterruptedException;
}
