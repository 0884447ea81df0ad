package dev.corral.server.jobs;

import dev.corral.nursery.CancelScope;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.Task;
import dev.corral.server.job.JobDocument;
import dev.corral.server.job.Placement;

/// Where jobs run, by backend. Thread-safe.
///
/// @param jdk of the service's own run: exchanges run there, and most jobs
/// @param loop of the run on event loops; the same as `jdk` where there is none
public record JobNurseries(Nursery jdk, Nursery loop) {
    public Nursery of(Placement.Backend backend) {
        return switch (backend) {
            case JDK -> jdk;
            case LOOP -> loop;
        };
    }

    /// The document with the backend that carries the job: where there are no event loops to run on, that is the
    /// JDK's, whatever it says.
    public JobDocument placed(JobDocument document) {
        return of(document.placement().backend()) == jdk
                ? document.with(document.placement().on(Placement.Backend.JDK))
                : document;
    }

    /// Runs a job where it wants to run, and waits for it. A checkpoint: a cancellation cancels the job, and is seen
    /// when its last task has ended.
    ///
    /// @param body handles what it throws
    public void run(Placement.Backend backend, String name, Body body) throws InterruptedException {
        if (of(backend) == jdk) {
            body.run();
            return;
        }
        Task<Void> job = loop.start(name, body::run);
        try {
            job.waitDone();
        } catch (InterruptedException e) {
            job.cancel("its exchange was cancelled");
            CancelScope.shielded(scope -> job.waitDone());
            throw e;
        }
    }

    /// The run of a job.
    @FunctionalInterface
    public interface Body {
        void run() throws InterruptedException;
    }
}
