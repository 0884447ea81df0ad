package dev.corral.server.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A job as it stands in the store.
///
/// @param key the row's key, never given twice; for the calls of [JobStore]
/// @param outcome of the whole job, once it has ended
/// @param started when it was started first
/// @param expires when it may be evicted, once it has ended
/// @param total items taken in
/// @param counts all zero until it has ended
public record StoredJob(
        long key,
        String id,
        String tenant,
        String kind,
        @Nullable String name,
        String labelsJson,
        String documentJson,
        StoredState state,
        @Nullable String outcome,
        @Nullable String cause,
        Instant created,
        @Nullable Instant started,
        @Nullable Instant ended,
        @Nullable Instant expires,
        long total,
        StoredCounts counts,
        @Nullable String retryOf,
        @Nullable String idempotencyKey) {
    /// What a new job is once it is accepted.
    public static StoredJob queued(NewJob job, long key, long total) {
        return new StoredJob(
                key,
                job.id(),
                job.tenant(),
                job.kind(),
                job.name(),
                job.labelsJson(),
                job.documentJson(),
                StoredState.QUEUED,
                null,
                null,
                job.created(),
                null,
                null,
                null,
                total,
                StoredCounts.NONE,
                job.retryOf(),
                job.idempotencyKey());
    }
}
