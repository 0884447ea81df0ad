package dev.corral.server.tracing;

import dev.corral.server.metrics.Exemplar;
import dev.corral.server.stream.JobOutcome;
import org.jspecify.annotations.Nullable;

/// What is told of one job. Thread-safe.
public interface JobTrace {
    /// Of a job that is not traced.
    static JobTrace none(String jobId) {
        return new Untraced(Exemplar.of(jobId, null), null);
    }

    /// For what is measured in the job.
    Exemplar exemplar();

    /// Of its own trace, or of its caller's, in hexadecimal digits; null if there is none.
    @Nullable
    String traceId();

    /// An attempt at an item begins.
    ///
    /// @param number of the attempt, from 1
    /// @param place what it goes to, as the limit `per_host` has it
    AttemptTrace attempt(long index, int number, String place);

    /// Its last task has ended.
    ///
    /// @param outcome null if it goes on in another process
    void ended(@Nullable JobOutcome outcome);
}
