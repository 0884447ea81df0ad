package dev.corral.nursery;

/// What the failure of one task of a nursery means for the others. A failing body always cancels.
public enum FailurePolicy {
    /// The nursery is cancelled: siblings and body end at their next checkpoint. The default.
    CANCEL,
    /// The others go on. All failures leave the nursery together when the last task has ended, so they are
    /// held in memory until then.
    COLLECT
}
