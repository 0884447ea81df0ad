package dev.corral.loadtest.report;

import dev.corral.loadtest.measure.Measured;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// What a run left behind for the judge.
///
/// @param generator how it ended
/// @param originExit how the origin ended before the run was over; empty if it did not
/// @param serviceLost whether the service ended though nobody had asked it to
/// @param measured what the simulation measured; null if it did not get that far
public record Evidence(
        GeneratorEnd generator,
        OptionalInt originExit,
        boolean serviceLost,
        @Nullable Measured measured) {
    /// How the generator ended.
    public sealed interface GeneratorEnd {
        /// By itself.
        ///
        /// @param code 0 for fine, 2 for an assertion that failed, anything else for a crash
        record Exited(int code) implements GeneratorEnd {}

        /// It was ended, since it was not done in time.
        record Overdue(Duration limit) implements GeneratorEnd {}

        /// It was ended, since something that it needs had ended.
        ///
        /// @param lost what that was, and how it ended
        record Stopped(String lost) implements GeneratorEnd {}
    }
}
