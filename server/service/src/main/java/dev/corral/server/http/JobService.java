package dev.corral.server.http;

import dev.corral.nursery.Nursery;
import dev.corral.nursery.Offload;
import dev.corral.server.job.InputFiles;
import dev.corral.server.job.JobReader;
import dev.corral.server.job.ReadLimits;
import dev.corral.server.jobs.JobNurseries;
import dev.corral.server.jobs.Jobs;
import dev.corral.server.jobs.Kinds;
import dev.corral.server.run.JobHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// What the HTTP layer needs to run jobs. Thread-safe.
///
/// @param nurseries where exchanges that bring jobs run, and those jobs
/// @param requests where all other requests are served
/// @param bodies memory for bodies that are held whole
/// @param held how records wait that a reader does not take yet
/// @param permits of the whole server, by the name of their limiter
/// @param writeIdle how long a reader may take nothing
public record JobService(
        JobNurseries nurseries,
        Nursery requests,
        JobHost host,
        Kinds kinds,
        Jobs jobs,
        JobReader reader,
        BodyMemory bodies,
        Held held,
        Map<String, Integer> permits,
        Duration writeIdle) {
    /// How records wait that a reader does not take yet.
    ///
    /// @param folder for files that have no name
    /// @param bytes of one job, as long as a file of it may become
    /// @param room of all files together
    /// @param offload reads and writes them
    public record Held(Path folder, long bytes, SpoolRoom room, Offload offload) {}

    public static JobReader reader(Kinds kinds, InputFiles files) {
        return new JobReader(ReadLimits.DEFAULT, kinds.check(), files);
    }
}
