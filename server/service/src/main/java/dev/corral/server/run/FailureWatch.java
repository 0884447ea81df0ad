package dev.corral.server.run;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.corral.server.job.Failure;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.Outcome;

/// Applies a job's failure policy. Thread-safe.
final class FailureWatch {
    private final Failure policy;

    @GuardedBy("this")
    private long done;

    @GuardedBy("this")
    private long failed;

    FailureWatch(Failure policy) {
        this.policy = policy;
    }

    /// Hears of an item's end; true when this item breaks the policy.
    synchronized boolean breaks(JobRecord.ItemDone item) {
        done++;
        if (item.outcome() != Outcome.FAILED) {
            return false;
        }
        failed++;
        return switch (policy.policy()) {
            case COLLECT -> false;
            case FAIL_FAST -> true;
            case TOLERATE -> tooMany();
        };
    }

    @GuardedBy("this")
    private boolean tooMany() {
        Integer most = policy.maxFailed();
        if (most != null && failed > most) {
            return true;
        }
        Double percent = policy.maxFailedPercent();
        return percent != null && done >= policy.minSamples() && failed * 100.0 > percent * done;
    }
}
