package dev.corral.server.job;

import org.jspecify.annotations.Nullable;

/// What failed items mean for the job.
///
/// @param policy the rule; only `tolerate` looks at the limits
/// @param maxFailed more failed items than this break the job, null for no such limit
/// @param maxFailedPercent the same as a share of the items done, null for no such limit
/// @param minSamples items to be done before the share counts
public record Failure(
        Policy policy,
        @Nullable Integer maxFailed,
        @Nullable Double maxFailedPercent,
        int minSamples) {
    /// Goes on whatever fails, ends at the first failure, or goes on within limits.
    public enum Policy implements Word {
        COLLECT,
        FAIL_FAST,
        TOLERATE
    }

    public Failure {
        JobOptions.POLICY.require(policy);
        JobOptions.MAX_FAILED.require(maxFailed);
        JobOptions.MAX_FAILED_PERCENT.require(maxFailedPercent);
        JobOptions.MIN_SAMPLES.require(minSamples);
    }

    static Failure of(Values values) {
        return new Failure(
                values.get(JobOptions.POLICY),
                values.find(JobOptions.MAX_FAILED),
                values.find(JobOptions.MAX_FAILED_PERCENT),
                values.get(JobOptions.MIN_SAMPLES));
    }

    View view() {
        return new View()
                .with(JobOptions.POLICY, policy)
                .with(JobOptions.MAX_FAILED, maxFailed)
                .with(JobOptions.MAX_FAILED_PERCENT, maxFailedPercent)
                .with(JobOptions.MIN_SAMPLES, minSamples);
    }
}
