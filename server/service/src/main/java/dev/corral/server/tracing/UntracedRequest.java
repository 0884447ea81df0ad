package dev.corral.server.tracing;

import dev.corral.server.job.JobKind;
import dev.corral.server.metrics.Exemplar;
import org.jspecify.annotations.Nullable;

/// A request that is not traced.
///
/// @param traceId of its caller's trace, for the log; null for none
record UntracedRequest(@Nullable String traceId) implements RequestTrace {
    @Override
    public JobTrace job(String jobId, JobKind kind) {
        return new Untraced(Exemplar.of(jobId, null), traceId);
    }

    @Override
    public @Nullable String traceresponse() {
        return null;
    }

    @Override
    public void ended(int status) {
        // Nobody is told.
    }
}
