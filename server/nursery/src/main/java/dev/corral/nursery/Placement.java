package dev.corral.nursery;

/// Where the tasks of a nursery run, if the backend has several carriers and tasks stay where they were started.
/// The results are the same. Without effect on [Backend#jdk], which moves tasks between its carriers by itself.
public enum Placement {
    /// On the carrier of whoever starts the task: what the two say to each other needs no other thread. The
    /// default.
    BESIDE_STARTER,
    /// On one carrier after another, so that one nursery uses them all.
    IN_TURN
}
