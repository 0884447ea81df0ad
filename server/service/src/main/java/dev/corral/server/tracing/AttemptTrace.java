package dev.corral.server.tracing;

import dev.corral.server.metrics.Exemplar;
import dev.corral.server.stream.ErrorKind;
import org.jspecify.annotations.Nullable;

/// What is told of one attempt at an item. Used by the attempt's task alone.
public interface AttemptTrace {
    /// For what is measured in it.
    Exemplar exemplar();

    /// What its requests carry, as W3C Trace Context has it; null for none.
    @Nullable
    String traceparent();

    /// It is over.
    ///
    /// @param error null if it went well
    void ended(@Nullable ErrorKind error);

    /// It was cut off: nobody will know how it would have ended.
    void cancelled();
}
