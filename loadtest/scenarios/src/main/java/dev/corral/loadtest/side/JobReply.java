package dev.corral.loadtest.side;

import dev.corral.loadtest.measure.Timing;
import dev.corral.loadtest.stream.StreamVerdict;
import java.time.Duration;

/// What became of a job that was read to its end. Times are those of its client.
public sealed interface JobReply {
    /// It was taken, and told its results.
    ///
    /// @param head until the head of the answer
    /// @param first until the first result; until the end when there was none
    /// @param total until the last byte
    /// @param longestGap between two results
    record Streamed(StreamVerdict verdict, Timing head, Timing first, Timing total, Duration longestGap)
            implements JobReply {}

    /// It was refused.
    ///
    /// @param retryAfter as the header says; empty without one
    record Refused(int status, String retryAfter, Timing total, String body) implements JobReply {}

    /// It was not answered, or not to the end.
    ///
    /// @param answered whether there was a head with 200
    /// @param error as the client saw it
    record Broken(boolean answered, Timing total, String error) implements JobReply {}
}
