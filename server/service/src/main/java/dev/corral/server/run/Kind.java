package dev.corral.server.run;

import dev.corral.server.job.Item;
import dev.corral.server.job.ItemCheck;
import dev.corral.server.job.JobKind;
import dev.corral.server.stream.JobRecord;

/// A kind of work that jobs can ask for. A new kind is one class of this and its test.
public interface Kind {
    JobKind name();

    /// What can be refused in an item without doing anything for it.
    ItemCheck check();

    /// What the limit `per_host` counts by, for an item that passed the check.
    String hostKey(Item item);

    /// Runs one item to its end. A checkpoint. Whatever goes wrong with the item is in the record; it throws
    /// only when it was cancelled, and then nothing of it is left behind.
    JobRecord.ItemDone run(Item item, ItemContext context) throws InterruptedException;
}
