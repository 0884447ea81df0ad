package dev.corral.server.fetch;

import dev.corral.server.stream.ErrorKind;
import org.jspecify.annotations.Nullable;

/// What came of one attempt.
sealed interface Answer {
    /// When the attempt's parts happened, in nanoseconds from its start; -1 for what did not happen.
    record Times(long connected, long firstByte, long ended) {}

    Times times();

    /// A complete answer.
    record Complete(int status, long bytes, CapturedBody body, Times times) implements Answer {}

    /// No answer, or not all of one.
    ///
    /// @param status what its head said; null if there was none
    record Broken(ErrorKind kind, String detail, @Nullable Integer status, Times times) implements Answer {}
}
