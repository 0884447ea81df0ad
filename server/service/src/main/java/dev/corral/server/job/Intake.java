package dev.corral.server.job;

/// What happens to items on their way in.
///
/// @param dedupe which items count as the same
/// @param onInvalid what one bad item means
public record Intake(Dedupe dedupe, OnInvalid onInvalid) {
    /// By what items are told apart.
    public enum Dedupe implements Word {
        NONE,
        URL
    }

    /// Refuses the whole job with all its errors, or takes the job and fails the item.
    public enum OnInvalid implements Word {
        REJECT_JOB,
        FAIL_ITEM
    }

    public Intake {
        JobOptions.DEDUPE.require(dedupe);
        JobOptions.ON_INVALID.require(onInvalid);
    }

    static Intake of(Values values) {
        return new Intake(values.get(JobOptions.DEDUPE), values.get(JobOptions.ON_INVALID));
    }

    View addTo(View document) {
        return document.with(JobOptions.DEDUPE, dedupe).with(JobOptions.ON_INVALID, onInvalid);
    }
}
