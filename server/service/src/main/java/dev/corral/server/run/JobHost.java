package dev.corral.server.run;

import dev.corral.nursery.Clock;
import dev.corral.server.metrics.ServiceMetrics;
import dev.corral.server.tracing.Tracing;
import java.time.InstantSource;

/// What all jobs of a service share.
///
/// @param clock for durations
/// @param wall for dates
/// @param memory for what is held of their items
public record JobHost(Clock clock, InstantSource wall, ServiceMetrics metrics, Tracing tracing, JobMemory memory) {
    /// One with a share of this process's memory.
    public JobHost(Clock clock, InstantSource wall, ServiceMetrics metrics, Tracing tracing) {
        this(
                clock,
                wall,
                metrics,
                tracing,
                JobMemory.within(Runtime.getRuntime().maxMemory()));
    }

    /// One that traces nothing.
    public JobHost(Clock clock, InstantSource wall, ServiceMetrics metrics) {
        this(clock, wall, metrics, Tracing.OFF);
    }
}
