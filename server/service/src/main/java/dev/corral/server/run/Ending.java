package dev.corral.server.run;

import dev.corral.server.job.Item;
import dev.corral.server.stream.ErrorKind;
import dev.corral.server.stream.ItemError;
import dev.corral.server.stream.JobOutcome;
import org.jspecify.annotations.Nullable;

/// What ended a job, or will.
///
/// @param cause an item's id or `#index`, or one of the words below; null for a job that simply came to its
///     end
record Ending(JobOutcome outcome, @Nullable String cause) {
    static final Ending COMPLETED = new Ending(JobOutcome.COMPLETED, null);
    static final Ending DEADLINE = new Ending(JobOutcome.DEADLINE, "deadline");
    static final Ending CLIENT = new Ending(JobOutcome.CANCELLED, "client");
    /// The items did not come to their end.
    static final Ending UPLOAD = new Ending(JobOutcome.CANCELLED, "upload");

    static final Ending CLIENT_STALLED = new Ending(JobOutcome.STALLED_CLIENT, "client");
    /// Stops where it is, without an `end`, to go on in another process.
    static final Ending SUSPENDED = new Ending(JobOutcome.CANCELLED, "suspended");
    static final Ending SHUTDOWN = new Ending(JobOutcome.CANCELLED, "shutdown");

    static Ending brokenBy(Item item) {
        return brokenBy(item.id() == null ? "#" + item.index() : item.id());
    }

    /// @param item its id or `#index`
    static Ending brokenBy(String item) {
        return new Ending(JobOutcome.FAILED, item);
    }

    /// What an item is told that was running at that moment.
    ItemError forItems() {
        ErrorKind kind = outcome == JobOutcome.DEADLINE ? ErrorKind.DEADLINE : ErrorKind.CANCELLED;
        String detail =
                switch (outcome) {
                    case DEADLINE -> "the job's deadline passed";
                    case FAILED -> "the job failed by item " + cause;
                    default -> "the job was cancelled" + (cause == null ? "" : ": " + cause);
                };
        return new ItemError(kind, detail);
    }
}
