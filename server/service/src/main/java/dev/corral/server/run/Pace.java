package dev.corral.server.run;

/// A rate of so many a second with so many at once after a pause, kept by the generic cell rate algorithm
/// (ITU-T I.371, annex A, as virtual scheduling): one moment is all that it remembers, and nothing has to be
/// refilled. Not thread-safe.
final class Pace {
    private static final double NANOS_PER_SECOND = 1e9;

    private final long intervalNanos;
    private final long toleranceNanos;
    /// When the next one would come if all came evenly.
    private long arrivalNanos;

    /// @param burst how many may pass at once when nothing passed for long, at least 1
    Pace(double perSecond, int burst, long nowNanos) {
        intervalNanos = Math.max(1, Math.round(NANOS_PER_SECOND / perSecond));
        toleranceNanos = (burst - 1) * intervalNanos;
        arrivalNanos = nowNanos;
    }

    /// From when one more may pass.
    long freeAtNanos() {
        return arrivalNanos - toleranceNanos;
    }

    /// When nothing will be remembered any more.
    long restedAtNanos() {
        return arrivalNanos;
    }

    /// One passes now.
    void pass(long nowNanos) {
        arrivalNanos = (arrivalNanos - nowNanos > 0 ? arrivalNanos : nowNanos) + intervalNanos;
    }
}
