package dev.corral.server.metrics;

import java.util.Locale;

/// Whose blocking calls go to worker threads.
public enum OffloadPool {
    /// Names that the system's resolver looks up.
    LOOKUP,
    /// Steps of walks through folders.
    WALK,
    /// Results that wait on disk for a reader.
    SPOOL,
    STORE_READ,
    STORE_WRITE;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
