package dev.corral.server.metrics;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// How metrics are told: exemplars only where OpenMetrics 1.0 allows them. Prometheus drops a whole scrape that has
/// one at a histogram's count, where Micrometer puts them unless told otherwise.
public final class ScrapeConfig implements PrometheusConfig {
    @Override
    public @Nullable String get(String key) {
        return null;
    }

    @Override
    public Properties prometheusProperties() {
        Properties properties = new Properties();
        properties.setProperty("io.prometheus.exporter.exemplarsOnAllMetricTypes", "false");
        return properties;
    }
}
