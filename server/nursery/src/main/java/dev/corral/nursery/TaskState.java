package dev.corral.nursery;

/// ```
///   RUNNING ──┬──────────────> SUCCEEDED
///      │      └──────────────> FAILED
///      v
///   CANCELLING ──────────────> CANCELLED (or one of the other two: a cancel can come too late)
/// ```
public enum TaskState {
    /// Started; it runs, waits, or is about to run.
    RUNNING,
    /// Its scope is cancelled and it has not ended yet.
    CANCELLING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /// True for the last three.
    public boolean isEnded() {
        return this != RUNNING && this != CANCELLING;
    }
}
