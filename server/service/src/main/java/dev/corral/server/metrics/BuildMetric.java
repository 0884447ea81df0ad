package dev.corral.server.metrics;

import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/// `corral_build_info`: always 1, and its labels say what runs. Micrometer has no such meter, and takes the ending
/// off the name of any other.
public final class BuildMetric {
    private BuildMetric() {}

    /// Shows what runs.
    ///
    /// @param java the version of the JVM
    public static void show(PrometheusRegistry registry, String version, String commit, String java) {
        Info build = Info.builder()
                .name("corral_build_info")
                .help("What runs; always 1")
                .labelNames("version", "commit", "java")
                .register(registry);
        build.setLabelValues(version, commit, java);
    }
}
