package dev.corral.server.jobs;

import dev.corral.nursery.Limiter;
import dev.corral.server.run.JobHost;
import java.util.function.ToIntFunction;

/// Where detached jobs run, and what they run with. Thread-safe.
///
/// @param turns permits for jobs that run at once
/// @param weights of tenants, by their names
public record Workplace(
        JobNurseries nurseries, JobHost host, Kinds kinds, Limiter turns, ToIntFunction<String> weights) {}
