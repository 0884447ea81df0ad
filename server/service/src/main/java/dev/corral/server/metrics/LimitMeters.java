package dev.corral.server.metrics;

import dev.corral.nursery.Limiter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/// The limits of the whole server. Thread-safe.
public final class LimitMeters {
    private final MeterRegistry registry;
    private final List<Supplier<Number>> itemsWaiting = new CopyOnWriteArrayList<>();

    LimitMeters(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder(JobGauge.Family.HELD_UP.meter, this, LimitMeters::itemsWaiting)
                .description(JobGauge.Family.HELD_UP.description)
                .tag("limit", "server")
                .strongReference(true)
                .register(registry);
    }

    private double itemsWaiting() {
        return itemsWaiting.stream()
                .mapToDouble(waiting -> waiting.get().doubleValue())
                .sum();
    }

    /// Shows a limiter's permits.
    public void show(ServerLimit limit, Limiter limiter) {
        show(
                limit,
                () -> limiter.statistics().total(),
                () -> limiter.statistics().borrowed(),
                () -> limiter.statistics().waiting());
    }

    /// Shows permits that somebody else counts.
    public void show(ServerLimit limit, Supplier<Number> total, Supplier<Number> borrowed, Supplier<Number> waiting) {
        gauge("corral.limiter.permits", "Permits of the whole server that there are", limit, total);
        gauge(
                "corral.limiter.borrowed",
                "Permits of the whole server that are in use. As many as corral_limiter_permits: that limit binds",
                limit,
                borrowed);
        gauge(
                "corral.limiter.waiting",
                "Tasks that wait for a permit of the whole server. fetch: the server is at its limit, add another;"
                        + " lookup: the resolver is slow",
                limit,
                waiting);
        if (limit.isOfItems()) {
            itemsWaiting.add(waiting);
        }
    }

    private void gauge(String meter, String description, ServerLimit limit, Supplier<Number> value) {
        Gauge.builder(meter, value)
                .description(description)
                .tag("limiter", limit.word())
                .strongReference(true)
                .register(registry);
    }
}
