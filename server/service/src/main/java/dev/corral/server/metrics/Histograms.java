package dev.corral.server.metrics;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// Makes histograms: those of Prometheus' own library where its registry is, since Micrometer's show no exemplars of
/// ours; elsewhere, as in a process that nobody scrapes, Micrometer's.
final class Histograms {
    private static final String SECONDS = "_seconds";

    private final MeterRegistry registry;

    Histograms(MeterRegistry registry) {
        this.registry = registry;
    }

    /// One that shows no exemplars.
    Distribution bare(Shape shape) {
        if (registry instanceof PrometheusMeterRegistry prometheus) {
            Histogram histogram = histogram(shape).withoutExemplars().register(prometheus.getPrometheusRegistry());
            return (value, exemplar) -> histogram.observe(value);
        }
        return plain(shape);
    }

    /// One that shows the exemplars it is given.
    Distribution one(Shape shape) {
        return registry instanceof PrometheusMeterRegistry prometheus
                ? shown(histogram(shape).register(prometheus.getPrometheusRegistry()))
                : plain(shape);
    }

    /// Like [#one], for each constant, told by a label.
    <K extends Enum<K>> EnumTable<K, Distribution> each(
            Shape shape, String label, Class<K> keys, Function<K, String> word) {
        if (registry instanceof PrometheusMeterRegistry prometheus) {
            Histogram all = histogram(shape).labelNames(label).register(prometheus.getPrometheusRegistry());
            return new EnumTable<>(keys, key -> shown(all.labelValues(word.apply(key))));
        }
        return new EnumTable<>(keys, key -> plain(shape, label, word.apply(key)));
    }

    private static Histogram.Builder histogram(Shape shape) {
        Histogram.Builder builder = Histogram.builder()
                .name(shape.name())
                .help(shape.help())
                .classicOnly()
                .classicUpperBounds(shape.boundsArray());
        return shape.name().endsWith(SECONDS) ? builder.unit(Unit.SECONDS) : builder;
    }

    private static Distribution shown(DistributionDataPoint point) {
        // Without an exemplar, it would look for the current span of a tracing library that is not there.
        return (value, exemplar) -> point.observeWithExemplar(value, exemplar.labels());
    }

    private Distribution plain(Shape shape, String... tags) {
        String name = shape.name().replace('_', '.');
        if (shape.name().endsWith(SECONDS)) {
            Timer timer = Timer.builder(name.substring(0, name.length() - SECONDS.length()))
                    .description(shape.help())
                    .tags(tags)
                    .register(registry);
            return (value, exemplar) ->
                    timer.record(Math.round(value * Distribution.NANOS_PER_SECOND), TimeUnit.NANOSECONDS);
        }
        DistributionSummary summary = DistributionSummary.builder(name)
                .description(shape.help())
                .tags(tags)
                .register(registry);
        return (value, exemplar) -> summary.record(value);
    }
}
