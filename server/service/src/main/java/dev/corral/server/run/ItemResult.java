package dev.corral.server.run;

import dev.corral.server.job.Retry;
import dev.corral.server.stream.JobRecord;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What one attempt at an item came to. Whether there is another one is not the kind's to decide.
public sealed interface ItemResult {
    /// Another attempt would change nothing.
    record Finished(JobRecord.ItemDone record) implements ItemResult {}

    /// The attempt goes on elsewhere, once it is its turn there.
    ///
    /// @param onward what is to be done there
    record Moved(Plan onward) implements ItemResult {}

    /// A failure that may pass.
    ///
    /// @param record the item's if this was the last attempt
    /// @param cause the word that `retry.on` has for it
    /// @param throttle null if nobody asked for a pause
    record Failed(
            JobRecord.ItemDone record,
            Retry.Cause cause,
            Repetition repetition,
            @Nullable Throttle throttle) implements ItemResult {}

    /// Whether doing the item twice does no harm.
    enum Repetition {
        SAFE,
        UNSAFE
    }

    /// A host asked to be left alone for a while.
    ///
    /// @param host as [Plan#hostKey] gives it
    /// @param pause from now on
    record Throttle(String host, Duration pause) {}
}
