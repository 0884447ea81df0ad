package dev.corral.server.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import org.jspecify.annotations.Nullable;

/// Where to look for one measurement of many: the job that it was taken in, and its trace. Shown beside the bucket
/// that the measurement fell into, in OpenMetrics only. Made once a job; immutable.
public final class Exemplar {
    /// Of what belongs to no job.
    public static final Exemplar NONE = new Exemplar("", null);

    private final String jobId;
    private final @Nullable String traceId;
    /// Made when it is first shown. Two threads may make it, and both make the same.
    private volatile @Nullable Labels labels;

    private Exemplar(String jobId, @Nullable String traceId) {
        this.jobId = jobId;
        this.traceId = traceId;
    }

    /// Names a job.
    ///
    /// @param traceId null if the job is not traced
    public static Exemplar of(String jobId, @Nullable String traceId) {
        return new Exemplar(jobId, traceId);
    }

    Labels labels() {
        Labels made = labels;
        if (made == null) {
            made = make();
            labels = made;
        }
        return made;
    }

    private Labels make() {
        if (jobId.isEmpty()) {
            return Labels.EMPTY;
        }
        return traceId == null ? Labels.of("job_id", jobId) : Labels.of("job_id", jobId, "trace_id", traceId);
    }
}
