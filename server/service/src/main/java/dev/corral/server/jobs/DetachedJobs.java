package dev.corral.server.jobs;

import dev.corral.nursery.CancelScope;
import dev.corral.nursery.Nursery;
import dev.corral.server.job.JobDocument;
import dev.corral.server.job.JobReader;
import dev.corral.server.store.JobStore;
import dev.corral.server.store.StoreException;
import dev.corral.server.store.StoredJob;
import dev.corral.server.store.StoredState;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.tracing.JobTrace;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the jobs that are stored: each is a task of the service's nursery from the moment it exists, waits
/// there for its turn, and goes on in the next process where this one ends. Thread-safe.
public final class DetachedJobs {
    private static final Logger LOG = LoggerFactory.getLogger(DetachedJobs.class);

    private static final String STANDS = "the job stays in the store as it stands, and goes on when the service starts";

    private final JobStore store;
    private final StoreCalls calls;
    private final LiveJobs live;
    private final Workplace place;
    private final EndedJobs attached = new EndedJobs();

    public DetachedJobs(JobStore store, LiveJobs live, Workplace place) {
        this.store = store;
        this.calls = new StoreCalls(store, new Backlog());
        this.live = live;
        this.place = place;
    }

    /// Starts what the store needs, and all jobs that an earlier process did not end. Once, before any job is
    /// taken in. A checkpoint.
    ///
    /// @param service where the store's own tasks run: it ends after the nursery of the jobs
    /// @throws StoreException if the store cannot be read
    public void start(Nursery service) throws StoreException, InterruptedException {
        service.start("store", ToldTask.of("store", "nothing is stored any more", store::run));
        for (StoredJob job : store.unfinished()) {
            goOn(job);
        }
        Retention retention = new Retention(store, attached, place.host().wall());
        service.start("retention", ToldTask.of("retention", "no job is forgotten any more", retention::run));
    }

    /// A job that cannot be read must not keep the others from going on.
    private void goOn(StoredJob job) {
        JobDocument document;
        try {
            document = JobReader.readDocument(job.documentJson());
        } catch (IllegalArgumentException e) {
            LOG.error("job {} is lost: it was taken in by a version that allowed what this one refuses", job.id(), e);
            Loss loss = new Loss(calls, place.host());
            LiveJobs.Place held = live.again(job.tenant());
            place.nurseries().jdk().start("loss of " + job.id(), ToldTask.of(job.id(), STANDS, () -> {
                try (held) {
                    loss.of(job);
                }
            }));
            return;
        }
        JobTrace trace = place.host().tracing().job(job.id(), document.kind());
        launch(enter(job, document, trace), live.again(job.tenant()));
    }

    JobStore store() {
        return store;
    }

    /// What is wrong with the store, so that jobs that are stored wait; null for nothing. Any thread may ask.
    public StoreException.@Nullable Kind storeTrouble() {
        StoreException broken = store.broken();
        return broken == null ? calls.backlog().why() : broken.kind();
    }

    /// The other jobs that are remembered: they are forgotten together.
    EndedJobs attached() {
        return attached;
    }

    /// From here on the job is known to be here, so that whoever finds it in the store can tell it what to do.
    /// [#launch] or [#withdraw] must follow.
    ///
    /// @param stored as the store has it, or will have it when it is accepted
    /// @param trace is told of it
    LiveJob enter(StoredJob stored, JobDocument document, JobTrace trace) {
        LiveJob job = LiveJob.detached(
                stored, place.nurseries().placed(document), place.host().wall(), trace);
        if (stored.state() == StoredState.PAUSED) {
            var _ = job.pause();
        } else if (stored.state() == StoredState.CANCELLING) {
            job.cancel();
        }
        live.add(job);
        return job;
    }

    /// The job was not accepted.
    void withdraw(LiveJob job) {
        over(job);
    }

    /// Runs a job that is in the store, as soon as it is its turn.
    ///
    /// @param held given back when it is over
    void launch(LiveJob job, LiveJobs.Place held) {
        Nursery nursery = place.nurseries().of(job.document().placement().backend());
        try {
            nursery.start("job " + job.id(), ToldTask.of(job.id(), STANDS, () -> {
                try (held) {
                    inTurn(job);
                } finally {
                    over(job);
                }
            }));
        } catch (IllegalStateException e) {
            // The nursery has ended: the job is stored, and the next process runs it.
            held.close();
            over(job);
        }
    }

    /// Waits for its turn and runs. A job that is cancelled while it waits does not wait for its turn to end; one that
    /// still waits when the service ends is left to the next process.
    private void inTurn(LiveJob job) throws InterruptedException {
        Turn turn = new Turn(place.turns(), place.shareOf(job), job);
        StoredRun run = new StoredRun(job, turn, calls, place);
        try {
            CancelScope.open(scope -> {
                job.waitsIn(scope);
                run.recall();
                turn.take();
            });
            if (!job.isStopping()) {
                run(job, run);
            }
        } finally {
            turn.release();
        }
    }

    private void run(LiveJob job, StoredRun run) throws InterruptedException {
        JobRecord.End end = null;
        place.host().metrics().jobStarted(job.document().kind());
        try {
            end = run.run().orElse(null);
            if (end != null) {
                JobLog.ended(job, end);
                job.ended(end);
            }
        } finally {
            place.host().metrics().jobOver(job.document().kind());
            job.trace().ended(end == null ? null : end.outcome());
            over(job);
        }
    }

    /// From here on the store tells of it; whoever hears that it is over does not find it running.
    private void over(LiveJob job) {
        job.left();
        live.remove(job);
        job.tellOver();
    }
}
