package dev.corral.loadtest.report;

import dev.corral.loadtest.measure.Measured;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// What a run left behind for the judge.
///
/// @param generatorExit how Gatling ended: 0 for fine, 2 for an assertion that failed, anything else for a
///     crash
/// @param originExit how the origin ended before the run was over; empty if it did not
/// @param serviceLost whether the service ended though nobody had asked it to
/// @param measured what the simulation measured; null if it did not get that far
public record Evidence(
        int generatorExit,
        OptionalInt originExit,
        boolean serviceLost,
        @Nullable Measured measured) {}
