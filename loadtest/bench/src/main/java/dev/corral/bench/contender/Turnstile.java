package dev.corral.bench.contender;

/// Lets a crowd into a room, a few at a time. Whoever is inside gives way to other tasks once, so that the
/// others come, find the room full, and have to wait.
public interface Turnstile {
    /// Starts the crowd, and waits until all have had their turns.
    ///
    /// @return how many turns were had
    long letIn(Crowd crowd) throws Exception;
}
