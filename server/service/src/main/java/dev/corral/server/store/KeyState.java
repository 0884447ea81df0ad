package dev.corral.server.store;

/// What became of the claim of an idempotency key.
public sealed interface KeyState {
    /// It was free, and is claimed now.
    record Fresh() implements KeyState {}

    /// Another claim is there, whose job has not been accepted yet.
    record TakingIn(String jobId) implements KeyState {}

    /// It belongs to a job that was accepted.
    ///
    /// @param payloadDigest what [JobStore#accept] was given; empty if that was null
    @SuppressWarnings("ArrayRecordComponent") // read once, compared, dropped
    record Taken(String jobId, byte[] payloadDigest) implements KeyState {}
}
