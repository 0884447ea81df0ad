package dev.corral.server.metrics;

import dev.corral.nursery.Limiter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/// Blocking calls, by whose they are and how they stand.
public final class OffloadMeters {
    private final MeterRegistry registry;
    private final EnumTable<OffloadPool, LongAdder> quarantined =
            new EnumTable<>(OffloadPool.class, pool -> new LongAdder());

    OffloadMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /// Counts the calls that were abandoned and run on; up and down.
    public LongAdder quarantined(OffloadPool pool) {
        return quarantined.get(pool);
    }

    /// Shows the calls of a pool.
    ///
    /// @param workers lends a permit to each call that runs
    public void show(OffloadPool pool, Limiter workers) {
        show(
                pool,
                () -> workers.statistics().waiting(),
                () -> workers.statistics().borrowed());
    }

    /// As [#show(OffloadPool, Limiter)], of permits that somebody else counts.
    ///
    /// @param waiting calls that wait for a permit
    /// @param borrowed calls that have one
    public void show(OffloadPool pool, LongSupplier waiting, LongSupplier borrowed) {
        LongAdder abandoned = quarantined(pool);
        gauge(pool, "queued", waiting);
        gauge(pool, "running", () -> Math.max(0, borrowed.getAsLong() - abandoned.sum()));
        gauge(pool, "quarantined", abandoned::sum);
    }

    private void gauge(OffloadPool pool, String state, LongSupplier value) {
        Gauge.builder("corral.offload.calls", value::getAsLong)
                .description("Blocking calls on worker threads: queued wait for a worker; running; quarantined were"
                        + " given up by a cancelled task and run on, and hold their worker until they end. Quarantined"
                        + " that do not go away: the resolver hangs, restart when lookup has no worker left")
                .tag("pool", pool.word())
                .tag("state", state)
                .strongReference(true)
                .register(registry);
    }
}
