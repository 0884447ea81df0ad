package dev.corral.loadtest.settings;

import java.util.Locale;

/// A bound on one figure of a run.
///
/// @param figure its name, such as `first_result.p99_ms`
/// @param most whether the bound is an upper one
/// @param hard whether losing it for long ends the run early; only for quantiles of samples
public record Limit(String figure, boolean most, double bound, boolean hard) {
    public boolean holds(double value) {
        return most ? value <= bound : value >= bound;
    }

    /// As reports show it.
    @Override
    public String toString() {
        return figure + (most ? " at most " : " at least ") + shown(bound);
    }

    /// Three digits at least, and no fraction that says nothing.
    public static String shown(double value) {
        double size = Math.abs(value);
        if (value == Math.rint(value) && size < 1e15) {
            return Long.toString((long) value);
        }
        return String.format(Locale.ROOT, size >= 100 && size < 1e15 ? "%.0f" : "%.3g", value);
    }
}
