package dev.corral.server.jobs;

import dev.corral.server.store.StoredJob;

/// What is known of a job that somebody asks for.
public sealed interface Known {
    /// It runs here, or waits for its turn.
    record Live(LiveJob job) implements Known {}

    /// A detached job that has ended.
    record Stored(StoredJob job) implements Known {}

    /// An attached job that has ended.
    record Remembered(JobView view) implements Known {}

    /// It was there, and its time has passed.
    record Gone() implements Known {}

    /// It never was, was forgotten, or is another tenant's.
    record Nothing() implements Known {}
}
