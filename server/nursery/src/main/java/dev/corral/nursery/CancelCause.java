package dev.corral.nursery;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Why something was cancelled. Recorded once per scope: the first cause wins and later ones are not kept.
///
/// @param source what kind of event cancelled
/// @param reason text for people; never blank
/// @param by name of the task that asked, null when no task did (a timer, a foreign thread)
/// @param failure what failed, for [CancelSource#FAILURE]; null otherwise
public record CancelCause(
        CancelSource source,
        String reason,
        @Nullable String by,
        @Nullable Throwable failure) {

    public CancelCause {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(reason, "reason");
        if (reason.isBlank()) {
            throw new IllegalArgumentException("reason is blank, expected a text that says why");
        }
    }

    /// For when there is not even the memory to say what failed.
    static final CancelCause UNTOLD_FAILURE = new CancelCause(
            CancelSource.FAILURE, "something failed, and there was no memory left to say what", null, null);

    static CancelCause explicit(String reason) {
        return new CancelCause(CancelSource.EXPLICIT, reason, CurrentTask.name(), null);
    }

    static CancelCause failure(String reason, @Nullable String by, Throwable failure) {
        return new CancelCause(CancelSource.FAILURE, reason, by, failure);
    }

    static CancelCause deadline(String reason) {
        return new CancelCause(CancelSource.DEADLINE, reason, null, null);
    }

    static CancelCause interrupt(String reason) {
        return new CancelCause(CancelSource.INTERRUPT, reason, null, null);
    }
}
