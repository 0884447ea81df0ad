package dev.corral.server.run;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.corral.server.job.Failure;
import dev.corral.server.stream.Counts;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.Outcome;

/// Applies a job's failure policy. Thread-safe.
final class FailureWatch {
    private final Failure policy;

    @GuardedBy("this")
    private long done;

    @GuardedBy("this")
    private long failed;

    /// @param past items that ended in earlier runs of the job
    FailureWatch(Failure policy, Counts past) {
        this.policy = policy;
        this.done = past.done();
        this.failed = past.failed();
    }

    /// Whether the items of earlier runs broke the policy, and their run could not say so any more.
    synchronized boolean isBroken() {
        return failed > 0 && breaksLocked();
    }

    /// Hears of an item's end; true when this item breaks the policy.
    synchronized boolean breaks(JobRecord.ItemDone item) {
        done++;
        if (item.outcome() != Outcome.FAILED) {
            return false;
        }
        failed++;
        return breaksLocked();
    }

    /// Whether a failed item breaks it now.
    @GuardedBy("this")
    private boolean breaksLocked() {
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
