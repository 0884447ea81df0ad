package dev.corral.server.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The store at one moment.
///
/// @param fileBytes the database and its log
/// @param groups committed, or tried to, since the start
/// @param rows that they changed
/// @param queueDepth writes that wait for the next group
/// @param lastGroupRows rows that the last group changed; 0 if it had nothing to write, as a search for old jobs
///     has
/// @param lastCommit how long the last group took, from its first statement until it was durable
/// @param lag how long the oldest write of the last group had waited when it was durable
/// @param failing why the last group could not be written; null if it was
public record StoreStatistics(
        long fileBytes,
        long groups,
        long rows,
        int queueDepth,
        int lastGroupRows,
        Duration lastCommit,
        Duration lag,
        @Nullable StoreException failing) {
    StoreStatistics withQueueDepth(int depth) {
        return new StoreStatistics(fileBytes, groups, rows, depth, lastGroupRows, lastCommit, lag, failing);
    }
}
