package dev.corral.server.jobs;

import dev.corral.server.job.JobDocument;
import dev.corral.server.tracing.JobTrace;
import org.jspecify.annotations.Nullable;

/// A detached job that comes in.
///
/// @param key its idempotency key; null for none
/// @param trace is told of the job
public record Submission(
        String id,
        String tenant,
        JobDocument document,
        @Nullable String key,
        JobTrace trace) {}
