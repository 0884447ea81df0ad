package dev.corral.server.tracing;

import dev.corral.server.metrics.Exemplar;
import dev.corral.server.stream.ErrorKind;
import dev.corral.server.stream.JobOutcome;
import org.jspecify.annotations.Nullable;

/// A job that is not traced, and at the same time each of its attempts: so they cost nothing.
///
/// @param traceId of its caller's trace; null for none
record Untraced(Exemplar exemplar, @Nullable String traceId) implements JobTrace, AttemptTrace {
    @Override
    public AttemptTrace attempt(long index, int number, String place) {
        return this;
    }

    @Override
    public void ended(@Nullable JobOutcome outcome) {
        // Nobody is told.
    }

    @Override
    public @Nullable String traceparent() {
        return null;
    }

    @Override
    public void ended(@Nullable ErrorKind error) {
        // Nobody is told.
    }

    @Override
    public void cancelled() {
        // Nobody is told.
    }
}
