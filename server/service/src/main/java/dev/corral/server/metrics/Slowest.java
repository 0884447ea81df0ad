package dev.corral.server.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.distribution.TimeWindowMax;

/// The greatest of the measurements of the last minute, which no bucket tells exactly. Thread-safe.
final class Slowest {
    /// What is greatest stays so for two to three of them.
    private static final long STEP_MILLIS = 20_000;

    private static final int STEPS = 3;

    private final TimeWindowMax max;

    private Slowest(TimeWindowMax max) {
        this.max = max;
    }

    /// @param name with its unit, in dots
    static Slowest shown(MeterRegistry registry, String name, String description, String... tags) {
        Slowest slowest = new Slowest(new TimeWindowMax(registry.config().clock(), STEP_MILLIS, STEPS));
        Gauge.builder(name, slowest.max, TimeWindowMax::poll)
                .description(description)
                .tags(tags)
                .strongReference(true)
                .register(registry);
        return slowest;
    }

    void recordNanos(long nanos) {
        max.record(nanos / Distribution.NANOS_PER_SECOND);
    }
}
