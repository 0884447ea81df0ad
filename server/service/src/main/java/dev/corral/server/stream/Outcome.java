package dev.corral.server.stream;

import java.util.Locale;

/// How an item ended. Every item of a job ends in exactly one of these.
public enum Outcome {
    OK,
    FAILED,
    /// Begun, and cut short by the end of the job.
    CANCELLED,
    /// Never begun: nothing was sent for it.
    NOT_STARTED,
    /// In flight when the service crashed, and not safe to run again.
    UNKNOWN,
    /// The same as an earlier item.
    DEDUPED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /// The word on the wire.
    public String label() {
        return label;
    }
}
