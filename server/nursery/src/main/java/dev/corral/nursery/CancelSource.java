package dev.corral.nursery;

/// What made a cancellation: somebody's call, a deadline, a failure beside it, or an interrupt.
public enum CancelSource {
    /// Code called `cancel` on a scope, a nursery or a task.
    EXPLICIT,
    /// The deadline of a scope passed.
    DEADLINE,
    /// The body or a task of the nursery failed.
    FAILURE,
    /// A thread was interrupted from outside the library.
    INTERRUPT
}
