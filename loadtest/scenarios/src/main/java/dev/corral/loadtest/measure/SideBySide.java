package dev.corral.loadtest.measure;

import java.util.List;

/// What a scenario found that compares two ways of doing the same work.
///
/// @param title what is compared, in a few words
/// @param first name of the one side
/// @param second name of the other
public record SideBySide(String title, String first, String second, List<Line> lines) {
    public SideBySide {
        lines = List.copyOf(lines);
    }

    /// One figure of both.
    ///
    /// @param what is counted, with its unit
    /// @param lessIsBetter whether the smaller one wins
    /// @param first median of the rounds of the one side
    /// @param second that of the other
    /// @param rounds a side
    /// @param said of the difference; empty where there are too few rounds for it
    public record Line(String what, boolean lessIsBetter, double first, double second, int rounds, String said) {}
}
