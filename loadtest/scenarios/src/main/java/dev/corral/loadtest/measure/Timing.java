package dev.corral.loadtest.measure;

import java.time.Duration;

/// When something was to start, started and ended: nanoseconds of one clock.
///
/// What a client waits counts from the intended start (response time); what the server took, from the actual
/// one (service time). In a closed model there is no other intention than the act.
public record Timing(long intendedNanos, long startNanos, long endNanos) {
    /// In a closed model.
    public static Timing since(long startNanos) {
        return new Timing(startNanos, startNanos, System.nanoTime());
    }

    public Duration response() {
        return Duration.ofNanos(endNanos - intendedNanos);
    }

    public Duration service() {
        return Duration.ofNanos(endNanos - startNanos);
    }

    public Timing until(long otherEndNanos) {
        return new Timing(intendedNanos, startNanos, otherEndNanos);
    }
}
