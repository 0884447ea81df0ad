package dev.corral.server.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A job that is about to be taken in.
///
/// @param id unique for ever
/// @param documentJson the job document without items; opaque here
/// @param created kept to the millisecond
/// @param retryOf id of the job whose items it takes up again
/// @param idempotencyKey claimed before with [JobStore#claimKey]
public record NewJob(
        String id,
        String tenant,
        String kind,
        @Nullable String name,
        String labelsJson,
        String documentJson,
        Instant created,
        @Nullable String retryOf,
        @Nullable String idempotencyKey) {
    public NewJob {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(labelsJson, "labelsJson");
        Objects.requireNonNull(documentJson, "documentJson");
        created = created.truncatedTo(ChronoUnit.MILLIS);
    }
}
