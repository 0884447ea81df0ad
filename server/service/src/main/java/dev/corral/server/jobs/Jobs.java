package dev.corral.server.jobs;

import dev.corral.nursery.CancelScope;
import dev.corral.server.access.Caller;
import dev.corral.server.job.ItemSource;
import dev.corral.server.job.JobDocument;
import dev.corral.server.job.JobReader;
import dev.corral.server.run.JobHost;
import dev.corral.server.store.Found;
import dev.corral.server.store.JobStore;
import dev.corral.server.store.KeyState;
import dev.corral.server.store.NewJob;
import dev.corral.server.store.Retried;
import dev.corral.server.store.StoreException;
import dev.corral.server.store.StoredJob;
import dev.corral.server.store.StoredState;
import dev.corral.server.store.WrongStateException;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.tracing.JobTrace;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The jobs of this service: taking them in, finding them, and telling them what to do. Thread-safe.
///
/// Attached jobs are only named here; they run in their exchange. Detached jobs are run by [DetachedJobs].
public final class Jobs {
    /// Attached jobs that are remembered when they have ended, the last ones.
    public static final int MOST_REMEMBERED = EndedJobs.MOST;

    private final LiveJobs live;
    private final EndedJobs ended;
    private final DetachedJobs detached;
    private final JobStore store;
    private final JobHost host;

    public Jobs(LiveJobs live, DetachedJobs detached, JobHost host) {
        this.live = live;
        this.detached = detached;
        this.store = detached.store();
        this.ended = detached.attached();
        this.host = host;
    }

    /// Whether a job may come in; asked before its body is read.
    public Admission admit(Caller caller, boolean isDetached) {
        StoreException.Kind trouble = isDetached ? detached.storeTrouble() : null;
        return trouble == null || live.isClosed()
                ? live.admit(caller.tenant(), isDetached)
                : new Admission.NoStore(trouble);
    }

    public Quotas quotas() {
        return live.quotas();
    }

    public boolean isClosed() {
        return live.isClosed();
    }

    /// Enters an attached job. [#over] must follow.
    public LiveJob attach(String id, Caller caller, JobDocument document, JobTrace trace) {
        LiveJob job = LiveJob.attached(new LiveJob.Naming(id, caller.tenant(), trace), document, host.wall());
        live.add(job);
        return job;
    }

    /// An attached job is over; it is remembered for as long as it asked to be.
    ///
    /// @param end null if it was lost
    /// @param key the idempotency key that it holds for as long; null for none
    public void over(LiveJob job, JobRecord.@Nullable End end, @Nullable String key) {
        job.ended(end);
        Instant expires = host.wall().instant().plus(job.document().lifetime().retain());
        EndedJobs.Claim claim = key == null ? null : new EndedJobs.Claim(job.tenant(), key, job.id());
        ended.add(job.id(), new EndedJobs.Ended(job.tenant(), job.view(), expires, claim));
        live.remove(job);
        job.tellOver();
    }

    /// Claims an idempotency key for a job that is about to come in.
    public KeyState claim(Caller caller, String key, String jobId) throws StoreException, InterruptedException {
        return store.claimKey(caller.tenant(), key, jobId);
    }

    /// Takes a claim back: no job came. Done in a cancelled scope too.
    public void unclaim(Caller caller, String key, String jobId) throws StoreException, InterruptedException {
        CancelScope.shielded(scope -> store.unclaimKey(caller.tenant(), key, jobId));
    }

    /// Takes a detached job in; when this returns it is stored, and runs as soon as it is its turn. A
    /// checkpoint: cancelled, it leaves nothing behind.
    ///
    /// @param submission its key was claimed before
    /// @param place given back when the job is over
    /// @param digest of the payload, asked when all items were read
    public LiveJob takeIn(Submission submission, ItemSource items, LiveJobs.Place place, Digest digest)
            throws StoreException, InterruptedException {
        NewJob job = TakingIn.newJob(submission, host.wall().instant(), null);
        ItemsRead read = new ItemsRead(store, items, submission.key() == null ? null : digest);
        LiveJob taken = new TakingIn(store, detached).takeIn(job, submission, read, place);
        return Objects.requireNonNull(taken, "a job that a request brings is one, whatever it holds");
    }

    /// Digests a payload that was read.
    @FunctionalInterface
    public interface Digest {
        byte[] all() throws InterruptedException;
    }

    /// What is known of a job to this caller.
    public Known find(Caller caller, String id) throws StoreException, InterruptedException {
        LiveJob running = live.find(id);
        if (running != null) {
            return caller.maySee(running.tenant()) ? new Known.Live(running) : new Known.Nothing();
        }
        EndedJobs.Ended remembered = ended.find(id, host.wall().instant());
        if (remembered != null) {
            return !caller.maySee(remembered.tenant())
                    ? new Known.Nothing()
                    : remembered.view() == null ? new Known.Gone() : new Known.Remembered(remembered.view());
        }
        return switch (store.find(id)) {
            case Found.Live(StoredJob job) -> caller.maySee(job.tenant()) ? new Known.Stored(job) : new Known.Nothing();
            case Found.Evicted(String tenant) -> caller.maySee(tenant) ? new Known.Gone() : new Known.Nothing();
            case Found.Absent _ -> new Known.Nothing();
        };
    }

    /// The job as a client sees it.
    public static JobView view(StoredJob job) {
        return StoredViews.of(job);
    }

    public JobList list() {
        return new JobList(live, ended, store, host.wall());
    }

    /// The records of a detached job.
    public JobRecords records() {
        return new JobRecords(store);
    }

    /// Tells a job to stop; a detached one will not go on after a restart either.
    public void cancel(LiveJob job) throws StoreException, InterruptedException {
        StoredJob row = job.row();
        // First the order, which is what counts; a store that fails is told, and the job stops all the same.
        job.cancel();
        if (row != null && !job.hasEnded()) {
            note(row, job::toldState);
        }
    }

    /// Tells a job to stop that has no task here: it does when it goes on, in the next process.
    public void cancel(StoredJob row) throws StoreException, InterruptedException {
        note(row, () -> StoredState.CANCELLING);
    }

    /// Begins no more items of a job. False if it is over, or on its way there.
    public boolean pause(LiveJob job) throws StoreException, InterruptedException {
        boolean done = job.pause();
        StoredJob row = job.row();
        if (done && row != null) {
            note(row, job::toldState);
        }
        return done;
    }

    /// Undoes [#pause].
    public boolean resume(LiveJob job) throws StoreException, InterruptedException {
        boolean done = job.resume();
        StoredJob row = job.row();
        if (done && row != null) {
            note(row, job::toldState);
        }
        return done;
    }

    private void note(StoredJob row, Supplier<StoredState> told) throws StoreException, InterruptedException {
        try {
            store.state(row.key(), told);
        } catch (WrongStateException ended) {
            // It came to its end in the meantime, which is as good.
        }
    }

    /// A new job from items of an ended one that were not done.
    ///
    /// @param place given back when the new job is over
    /// @return null if there is no such item
    /// @throws IllegalArgumentException if the job is one that is refused today
    /// @throws WrongStateException if it is forgotten meanwhile
    public @Nullable LiveJob retry(StoredJob from, Retried which, LiveJobs.Place place)
            throws StoreException, InterruptedException {
        String id = JobIds.next();
        JobDocument document = JobReader.readDocument(from.documentJson());
        JobTrace trace = host.tracing().job(id, document.kind());
        Submission submission = new Submission(id, from.tenant(), document, null, trace);
        NewJob again = TakingIn.newJob(submission, host.wall().instant(), from.id());
        return new TakingIn(store, detached).takeIn(again, submission, new ItemsAgain(store, from.key(), which), place);
    }

    /// Forgets a job that has ended.
    public void forget(String id) throws StoreException, InterruptedException {
        LiveJob over = live.find(id);
        if (over != null) {
            live.remove(over);
        }
        EndedJobs.Claim claim = ended.forget(id);
        if (claim != null) {
            new Retention(store, ended, host.wall()).free(claim);
        }
        store.forget(id);
    }
}
