package dev.corral.server.http;

import dev.corral.nursery.Nursery;
import dev.corral.server.job.ItemCheck;
import dev.corral.server.job.JobKind;
import dev.corral.server.job.JobReader;
import dev.corral.server.job.ReadLimits;
import dev.corral.server.run.JobHost;
import dev.corral.server.run.Kind;
import dev.corral.server.run.RunningJobs;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What the HTTP layer needs to run jobs. Thread-safe.
public final class JobService {
    private final Nursery nursery;
    private final JobHost host;
    private final RunningJobs running;
    private final Map<JobKind, Kind> kinds = new EnumMap<>(JobKind.class);
    private final JobReader reader;
    private final Duration writeIdle;

    /// @param nursery where jobs run
    /// @param writeIdle how long a reader may take nothing
    public JobService(Nursery nursery, JobHost host, RunningJobs running, List<Kind> kinds, Duration writeIdle) {
        this.nursery = nursery;
        this.host = host;
        this.running = running;
        kinds.forEach(kind -> this.kinds.put(kind.name(), kind));
        List<ItemCheck> checks = kinds.stream().map(Kind::check).toList();
        this.reader = new JobReader(ReadLimits.DEFAULT, (item, at) -> checks.forEach(check -> check.check(item, at)));
        this.writeIdle = writeIdle;
    }

    Nursery nursery() {
        return nursery;
    }

    JobHost host() {
        return host;
    }

    RunningJobs running() {
        return running;
    }

    Kind kind(JobKind name) {
        Kind kind = kinds.get(name);
        if (kind == null) {
            throw new IllegalStateException("kind " + name + " was accepted and cannot be run");
        }
        return kind;
    }

    JobReader reader() {
        return reader;
    }

    Duration writeIdle() {
        return writeIdle;
    }
}
