package dev.corral.server.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/// Places for jobs: whoever has none is turned away, and no task of a job is alive without one.
final class PlaceMeters {
    private PlaceMeters() {}

    /// @param jobs which: attached or detached
    static void show(MeterRegistry registry, String jobs, int total, Supplier<Number> used) {
        Gauge.builder("corral.job.places", () -> total)
                .description("Jobs that are taken at once, detached ones from when they are sent until they have ended,"
                        + " paused and waiting ones included")
                .tag("jobs", jobs)
                .strongReference(true)
                .register(registry);
        Gauge.builder("corral.job.places.used", used)
                .description("Places that are taken: by requests that bring a job, by jobs that run, and by detached"
                        + " ones that wait or are paused. As many as corral_job_places: more are refused")
                .tag("jobs", jobs)
                .strongReference(true)
                .register(registry);
    }
}
