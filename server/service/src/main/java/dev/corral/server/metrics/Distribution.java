package dev.corral.server.metrics;

/// Takes measurements of one thing. Thread-safe.
interface Distribution {
    double NANOS_PER_SECOND = 1e9;

    void record(double value, Exemplar exemplar);

    default void record(double value) {
        record(value, Exemplar.NONE);
    }

    default void recordNanos(long nanos, Exemplar exemplar) {
        record(nanos / NANOS_PER_SECOND, exemplar);
    }
}
