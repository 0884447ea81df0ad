package dev.corral.server.run;

import dev.corral.server.job.Item;
import dev.corral.server.job.ItemCheck;
import dev.corral.server.job.JobDocument;
import dev.corral.server.job.JobKind;

/// A kind of work that jobs can ask for. A new kind is one class of this and its test.
public interface Kind {
    JobKind name();

    /// What can be refused in an item without doing anything for it.
    ItemCheck check();

    /// What is to be done for an item that passed the check.
    Plan plan(Item item, JobDocument document);

    /// Whether its items tell records on their way, before their own.
    default boolean tellsOnTheWay() {
        return false;
    }
}
