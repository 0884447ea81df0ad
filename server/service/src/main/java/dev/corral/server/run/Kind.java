package dev.corral.server.run;

import dev.corral.server.job.Item;
import dev.corral.server.job.ItemCheck;
import dev.corral.server.job.JobDocument;
import dev.corral.server.job.JobKind;
import org.jspecify.annotations.Nullable;

/// A kind of work that jobs can ask for. A new kind is one class of this and its test.
public interface Kind {
    JobKind name();

    /// What can be refused in an item without doing anything for it.
    ItemCheck check();

    /// What the limit `per_host` counts by, for an item that passed the check.
    String hostKey(Item item);

    /// Whether its items tell records on their way, before their own.
    default boolean tellsOnTheWay() {
        return false;
    }

    /// What an item has in common with those that are the same work; null for an item that is never the same
    /// as another.
    default @Nullable String sameness(Item item, JobDocument document) {
        return null;
    }

    /// Makes one attempt at an item. A checkpoint. Whatever goes wrong with the item is in the result; it
    /// throws only when it was cancelled, and then nothing of it is left behind.
    ItemResult run(Item item, ItemContext context) throws InterruptedException;
}
