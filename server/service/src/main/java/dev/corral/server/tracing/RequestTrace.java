package dev.corral.server.tracing;

import dev.corral.server.job.JobKind;
import org.jspecify.annotations.Nullable;

/// What is told of one request that brings a job. Thread-safe.
public interface RequestTrace {
    /// Of requests that are not traced.
    RequestTrace NONE = new UntracedRequest(null);

    /// The job that it brought begins; it may outlive the request.
    JobTrace job(String jobId, JobKind kind);

    /// What the answer carries, so that the caller finds the trace: the header `traceresponse`. Null for none.
    @Nullable
    String traceresponse();

    /// It was answered, or nobody is there any more to be answered. Again does nothing.
    ///
    /// @param status of the answer; 0 if there was none
    void ended(int status);
}
