package dev.corral.loadtest.settings;

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

    /// Without a fraction that says nothing.
    public static String shown(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(java.util.Locale.ROOT, "%.3g", value);
    }
}
