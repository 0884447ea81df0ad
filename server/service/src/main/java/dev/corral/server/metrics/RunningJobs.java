package dev.corral.server.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The jobs that run, asked how they stand when somebody looks: nothing is counted as they go. Thread-safe.
public final class RunningJobs {
    private final Set<Measured> jobs = ConcurrentHashMap.newKeySet();
    private final Recent<JobSums> sums;

    RunningJobs(MeterRegistry registry) {
        sums = new Recent<>(registry.config().clock(), this::sumUp);
        for (JobGauge gauge : JobGauge.values()) {
            Gauge.builder(gauge.family.meter, sums, now -> now.get().of(gauge))
                    .description(gauge.family.description)
                    .tags(gauge.tags())
                    .strongReference(true)
                    .register(registry);
        }
    }

    /// A job that runs.
    @FunctionalInterface
    public interface Measured {
        /// Adds how it stands. Any thread may ask; must be quick.
        void addTo(JobSums sums);
    }

    /// From here on the job is asked, until [#over].
    public void running(Measured job) {
        jobs.add(job);
    }

    public void over(Measured job) {
        jobs.remove(job);
    }

    private JobSums sumUp() {
        JobSums now = new JobSums();
        jobs.forEach(job -> job.addTo(now));
        return now;
    }
}
