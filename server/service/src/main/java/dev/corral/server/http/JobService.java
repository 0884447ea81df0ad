package dev.corral.server.http;

import dev.corral.nursery.Limiter;
import dev.corral.nursery.Nursery;
import dev.corral.server.job.JobReader;
import dev.corral.server.job.ReadLimits;
import dev.corral.server.jobs.Jobs;
import dev.corral.server.jobs.Kinds;
import dev.corral.server.run.JobHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What the HTTP layer needs to run jobs. Thread-safe.
///
/// @param bodies memory for bodies that are held whole
/// @param held how records wait that a reader does not take yet
/// @param limiters of the whole server
/// @param writeIdle how long a reader may take nothing
public record JobService(
        Nurseries nurseries,
        JobHost host,
        Kinds kinds,
        Jobs jobs,
        JobReader reader,
        BodyMemory bodies,
        Held held,
        List<Limiter> limiters,
        Duration writeIdle) {
    /// Where tasks run.
    ///
    /// @param jobs exchanges that bring jobs, and those jobs
    /// @param requests all others
    public record Nurseries(Nursery jobs, Nursery requests) {}

    /// How records wait that a reader does not take yet.
    ///
    /// @param folder for files that have no name
    /// @param bytes of one job
    public record Held(Path folder, long bytes) {}

    public static JobReader reader(Kinds kinds) {
        return new JobReader(ReadLimits.DEFAULT, kinds.check());
    }
}
