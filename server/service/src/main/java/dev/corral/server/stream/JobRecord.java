package dev.corral.server.stream;

import dev.corral.server.job.Meta;
import dev.corral.server.walk.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One line of a job's stream, but [Entries], which is several. The sequence number is given when it is
/// written.
public sealed interface JobRecord {
    /// The first record.
    ///
    /// @param total how many items there are; null while that is not known
    /// @param deadline null for none
    /// @param effective the job document with all defaults filled in
    record Start(
            String job,
            String kind,
            @Nullable Long total,
            @Nullable Instant deadline,
            Map<String, ? extends @Nullable Object> effective)
            implements JobRecord {}

    /// The end of one item.
    ///
    /// @param id the client's name for it; null if it gave none
    /// @param attempts how often it was tried; 0 if it never ran
    /// @param error null unless it failed or was cancelled
    /// @param meta JSON that the client hung on the item; null for none
    record ItemDone(
            long index,
            @Nullable String id,
            Outcome outcome,
            int attempts,
            @Nullable ItemError error,
            ItemDetail detail,
            @Nullable Meta meta)
            implements JobRecord {
        public ItemDone(
                long index,
                @Nullable String id,
                Outcome outcome,
                int attempts,
                @Nullable ItemError error,
                ItemDetail detail) {
            this(index, id, outcome, attempts, error, detail, null);
        }

        public ItemDone withAttempts(int number) {
            return new ItemDone(index, id, outcome, number, error, detail, meta);
        }

        public ItemDone withMeta(@Nullable Meta given) {
            return new ItemDone(index, id, outcome, attempts, error, detail, given);
        }

        /// The same, failed for another reason.
        public ItemDone failedBy(ItemError other) {
            return new ItemDone(index, id, Outcome.FAILED, attempts, other, detail, meta);
        }
    }

    /// Entries of a listed folder, a line each.
    record Entries(long index, List<Entry> entries) implements JobRecord {}

    /// Items that never began, from the first index to the last, both included.
    record NotStarted(long fromIndex, long toIndex) implements JobRecord {}

    /// How far the job is.
    ///
    /// @param total null while that is not known
    /// @param etaMillis null while nobody can tell
    /// @param waiting hosts that items wait for because of time, the longest waits first; not all, if many
    record Progress(
            Counts counts,
            @Nullable Long total,
            long inFlight,
            double perSecond,
            @Nullable Long etaMillis,
            List<Waiting> waiting)
            implements JobRecord {
        public Progress {
            waiting = List.copyOf(waiting);
        }
    }

    /// A host that items wait for.
    ///
    /// @param why `retry_after`, `rate` or `retry`
    record Waiting(String host, String why, Instant until) {}

    /// The last record; a stream without it was cut short.
    ///
    /// @param cause what ended the job before its time: an item's id or `#index`, or a word; null if nothing
    ///     did
    record End(JobOutcome outcome, @Nullable String cause, Counts counts, long elapsedMillis) implements JobRecord {}
}
