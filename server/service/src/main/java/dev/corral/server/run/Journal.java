package dev.corral.server.run;

import dev.corral.server.job.Item;
import org.jspecify.annotations.Nullable;

/// Keeps what must outlive the process: it hears which items begin, before anything is done for them, and holds
/// them back while it cannot be kept.
@FunctionalInterface
public interface Journal {
    /// For jobs that end with their process.
    Journal NONE = (item, plan) -> {};

    /// An item is about to begin. A checkpoint: the item begins when this returns.
    void begins(Item item, Plan plan) throws InterruptedException;

    /// Waits while nothing may be begun, no attempt at an item either that has begun before. A checkpoint, if it
    /// waits.
    default void awaitReady() throws InterruptedException {}

    /// What [#awaitReady] waits for, in a word; null if it would not wait. Any thread may ask.
    default @Nullable String waitsFor() {
        return null;
    }
}
