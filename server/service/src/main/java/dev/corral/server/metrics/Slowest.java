package dev.corral.server.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.TimeWindowMax;

/// The greatest of the measurements of late, which no bucket tells exactly. Thread-safe.
final class Slowest {
    private final TimeWindowMax max;

    private Slowest(TimeWindowMax max) {
        this.max = max;
    }

    /// @param name with its unit, in dots
    static Slowest shown(MeterRegistry registry, String name, String description, String... tags) {
        Slowest slowest =
                new Slowest(new TimeWindowMax(registry.config().clock(), DistributionStatisticConfig.DEFAULT));
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
