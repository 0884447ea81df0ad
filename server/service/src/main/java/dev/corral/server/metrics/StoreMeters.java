package dev.corral.server.metrics;

import dev.corral.server.store.StoreException;
import dev.corral.server.store.StoreStatistics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/// What the store writes. Thread-safe.
public final class StoreMeters {
    private static final double[] SECONDS = {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5};
    private static final Shape ROWS = Shape.of(
            "corral_store_group_rows",
            "Rows that were changed together, in a group of writes. Large groups are how the store keeps up: small"
                    + " ones with a high lag mean a slow disk",
            1,
            10,
            100,
            1000,
            8000);
    private static final Shape COMMIT = Shape.of(
            "corral_store_commit_seconds",
            "From a group's first statement until it is durable, in seconds. High: the disk is slow, or another"
                    + " program holds the file",
            SECONDS);
    private static final Shape LAG = Shape.of(
            "corral_store_lag_seconds",
            "How long the oldest write of a group waited until it was durable, in seconds: what detached jobs wait for",
            SECONDS);

    private final MeterRegistry registry;
    private final Distribution rows;
    private final Distribution commit;
    private final Distribution lag;
    private final EnumTable<StoreException.Kind, Counter> failures;

    StoreMeters(MeterRegistry registry, Histograms histograms) {
        this.registry = registry;
        rows = histograms.bare(ROWS);
        commit = histograms.bare(COMMIT);
        lag = histograms.bare(LAG);
        failures = new EnumTable<>(
                StoreException.Kind.class,
                kind -> Counter.builder("corral.store.failures")
                        .description("Groups of writes that could not be stored, by what was wrong. full: make room;"
                                + " locked: end the program that holds corral.db; io: look at the disk")
                        .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                        .register(registry));
    }

    /// Shows a store as it stands.
    public void show(Supplier<StoreStatistics> store) {
        Gauge.builder("corral.store", store, now -> now.get().fileBytes())
                .description("Size of corral.db and its log, in bytes")
                .baseUnit("bytes")
                .strongReference(true)
                .register(registry);
        Gauge.builder("corral.store.writes.waiting", store, now -> now.get().queueDepth())
                .description("Writes that wait for the next group")
                .strongReference(true)
                .register(registry);
    }

    /// A group was committed, or could not be.
    public void committed(StoreStatistics group) {
        StoreException failing = group.failing();
        if (failing != null) {
            failures.get(failing.kind()).increment();
            return;
        }
        if (group.lastGroupRows() == 0) {
            // It did not touch the disk: as quick as that, it would hide how slow the others are.
            return;
        }
        rows.record(group.lastGroupRows());
        commit.record(seconds(group.lastCommit()));
        lag.record(seconds(group.lag()));
    }

    private static double seconds(Duration time) {
        return time.toNanos() / Distribution.NANOS_PER_SECOND;
    }
}
