package dev.corral.bench;

/// What one JVM told.
///
/// @param value in the probe's unit
/// @param cpuNanos processor time per operation, of all threads; [#NOT_MEASURED] where it says nothing
record Sample(double value, double cpuNanos) {
    static final double NOT_MEASURED = Double.NaN;
}
