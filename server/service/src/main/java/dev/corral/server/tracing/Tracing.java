package dev.corral.server.tracing;

import dev.corral.server.job.JobKind;
import dev.corral.server.metrics.TraceMeters;
import java.util.List;

/// Decides what is traced. Thread-safe.
public interface Tracing extends AutoCloseable {
    /// Traces nothing, and costs nothing.
    Tracing OFF = new Tracing() {
        @Override
        public RequestTrace request(List<String> traceparent) {
            return RequestTrace.NONE;
        }

        @Override
        public JobTrace job(String jobId, JobKind kind) {
            return JobTrace.none(jobId);
        }

        @Override
        public void close() {
            // There is nothing to send.
        }
    };

    /// Begins to trace, and loads what that needs.
    ///
    /// @param version of this program
    static Tracing open(TraceSettings settings, String version, TraceMeters meters) {
        return OtlpTracing.open(settings, version, meters);
    }

    /// A request has come that brings a job.
    ///
    /// @param traceparent the values of that header, as they came: whatever is in them does no harm
    RequestTrace request(List<String> traceparent);

    /// A job begins that no request of this process has brought.
    JobTrace job(String jobId, JobKind kind);

    /// Sends what is left, for a few seconds at most. Blocking.
    @Override
    void close();
}
