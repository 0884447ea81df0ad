package dev.corral.server.jobs;

import dev.corral.nursery.CancelScope;
import dev.corral.nursery.Limiter;
import dev.corral.nursery.Nursery;
import dev.corral.server.job.JobKind;
import dev.corral.server.job.JobReader;
import dev.corral.server.run.JobHost;
import dev.corral.server.store.JobStore;
import dev.corral.server.store.StoreException;
import dev.corral.server.store.StoredJob;
import dev.corral.server.store.StoredState;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.tracing.JobTrace;

/// Runs the jobs that are stored: each is a task of the service's nursery from the moment it exists, waits
/// there for its turn, and goes on in the next process where this one ends. Thread-safe.
public final class DetachedJobs {
    private final JobStore store;
    private final JobNurseries nurseries;
    private final JobHost host;
    private final Kinds kinds;
    private final LiveJobs live;
    private final EndedJobs attached = new EndedJobs();
    private final Limiter turns;

    /// @param nurseries where they run
    /// @param turns permits for jobs that run at once
    public DetachedJobs(
            JobStore store, JobNurseries nurseries, JobHost host, Kinds kinds, LiveJobs live, Limiter turns) {
        this.store = store;
        this.nurseries = nurseries;
        this.host = host;
        this.kinds = kinds;
        this.live = live;
        this.turns = turns;
    }

    /// Starts what the store needs, and all jobs that an earlier process did not end. Once, before any job is
    /// taken in. A checkpoint.
    ///
    /// @param service where the store's own tasks run: it ends after the nursery of the jobs
    /// @throws StoreException if the store cannot be read
    public void start(Nursery service) throws StoreException, InterruptedException {
        service.start("store", store::run);
        for (StoredJob job : store.unfinished()) {
            var _ = launch(job, live.again(job.tenant()), host.tracing().job(job.id(), JobKind.of(job.kind())));
        }
        service.start("retention", new Retention(store, attached, host.wall())::run);
    }

    JobStore store() {
        return store;
    }

    /// The other jobs that are remembered: they are forgotten together.
    EndedJobs attached() {
        return attached;
    }

    /// Runs a job that is in the store, as soon as it is its turn.
    ///
    /// @param place given back when it is over
    /// @param trace is told of it
    LiveJob launch(StoredJob stored, LiveJobs.Place place, JobTrace trace) {
        LiveJob job = LiveJob.detached(stored, JobReader.readDocument(stored.documentJson()), host.wall(), trace);
        if (stored.state() == StoredState.PAUSED) {
            var _ = job.pause();
        } else if (stored.state() == StoredState.CANCELLING) {
            job.cancel();
        }
        live.add(job);
        Nursery nursery = nurseries.of(job.document().placement().backend());
        nursery.start("job " + stored.id(), () -> {
            try (place) {
                inTurn(stored, job);
            } finally {
                live.remove(job);
            }
        });
        return job;
    }

    /// Waits for its turn and runs. A job that is cancelled while it waits does not wait for its turn to end.
    private void inTurn(StoredJob stored, LiveJob job) throws InterruptedException {
        CancelScope waiting = CancelScope.open(scope -> {
            job.waitsIn(scope);
            turns.acquire();
        });
        try {
            run(stored, job);
        } finally {
            if (!waiting.cancelledCaught()) {
                turns.release();
            }
        }
    }

    private void run(StoredJob stored, LiveJob job) throws InterruptedException {
        JobRecord.End end = null;
        host.metrics().jobStarted(job.document().kind());
        try {
            end = new StoredRun(stored, job, new StoreCalls(store), host, kinds)
                    .run()
                    .orElse(null);
            if (end != null) {
                JobLog.ended(job, end);
            }
        } finally {
            host.metrics().jobOver(job.document().kind());
            job.trace().ended(end == null ? null : end.outcome());
            job.ended(end);
            // From here on the store tells of it; whoever hears that it is over does not find it running.
            live.remove(job);
            job.tellOver();
        }
    }
}
