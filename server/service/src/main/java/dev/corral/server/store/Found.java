package dev.corral.server.store;

/// What [JobStore#find] gives.
public sealed interface Found {
    record Live(StoredJob job) implements Found {}

    /// It ended, and its time has passed.
    record Evicted(String tenant) implements Found {}

    /// It never was, was forgotten, or is still being taken in.
    record Absent() implements Found {}
}
