package dev.corral.server.jobs;

import dev.corral.server.run.JobHost;
import dev.corral.server.run.Share;
import dev.corral.server.run.SharedPermits;
import java.util.function.ToIntFunction;

/// Where detached jobs run, and what they run with. Thread-safe.
///
/// @param turns permits for jobs that run at once
/// @param weights of tenants, by their names
public record Workplace(
        JobNurseries nurseries, JobHost host, Kinds kinds, SharedPermits turns, ToIntFunction<String> weights) {
    /// With what weight a job takes part in what the server has.
    Share shareOf(LiveJob job) {
        return new Share(job.tenant(), job.document().placement().priority(), weights.applyAsInt(job.tenant()));
    }
}
