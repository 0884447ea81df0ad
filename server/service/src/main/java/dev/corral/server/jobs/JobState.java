package dev.corral.server.jobs;

import java.util.Locale;

/// Where a job stands.
///
/// ```
///   queued ──> running <──> paused
///      └─────────┴────────────┴──> cancelling ──> ended
/// ```
public enum JobState {
    QUEUED,
    RUNNING,
    PAUSED,
    /// Told to stop; its last task has not ended.
    CANCELLING,
    ENDED;

    /// The word on the wire.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
