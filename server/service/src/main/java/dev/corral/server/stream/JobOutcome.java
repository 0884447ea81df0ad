package dev.corral.server.stream;

import java.util.Locale;

/// How a whole job ended.
public enum JobOutcome {
    /// Its failure policy was met, even if items failed.
    COMPLETED,
    /// Its failure policy was broken.
    FAILED,
    CANCELLED,
    /// Its deadline cut it short.
    DEADLINE,
    /// Its reader stopped reading for longer than the write-idle limit.
    STALLED_CLIENT,
    /// An error of ours. The stream of an attached job is cut without an `end`; a detached job's has one, which is all
    /// that is known.
    LOST;

    private final String label = name().toLowerCase(Locale.ROOT);

    /// The word on the wire.
    public String label() {
        return label;
    }
}
