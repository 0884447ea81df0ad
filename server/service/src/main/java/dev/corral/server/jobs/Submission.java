package dev.corral.server.jobs;

import dev.corral.server.job.JobDocument;
import org.jspecify.annotations.Nullable;

/// A detached job that comes in.
///
/// @param key its idempotency key; null for none
public record Submission(
        String id,
        String tenant,
        JobDocument document,
        @Nullable String key) {}
