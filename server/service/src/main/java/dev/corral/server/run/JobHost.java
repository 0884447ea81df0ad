package dev.corral.server.run;

import dev.corral.nursery.Clock;
import dev.corral.server.metrics.ServiceMetrics;
import java.time.InstantSource;

/// What all jobs of a service share.
///
/// @param clock for durations
/// @param wall for dates
public record JobHost(Clock clock, InstantSource wall, ServiceMetrics metrics) {}
