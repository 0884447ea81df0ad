package dev.corral.server.jobs;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.corral.nursery.CancelScope;
import dev.corral.nursery.Event;
import dev.corral.nursery.Nursery;
import dev.corral.server.job.JobDocument;
import dev.corral.server.run.JobRun;
import dev.corral.server.run.JobStatus;
import dev.corral.server.store.StoredJob;
import dev.corral.server.stream.Counts;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.tracing.JobTrace;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// A job of this process, from its taking in to the end of its last task. Thread-safe.
public final class LiveJob {
    private static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

    private final Naming naming;
    private final JobDocument document;
    private final Instant created;
    private final InstantSource wall;
    private final Event over = new Event("end of job");
    private final Signal stored = new Signal();

    /// Null for an attached job.
    private final @Nullable StoredJob row;

    @GuardedBy("this")
    private @Nullable JobRun run;

    @GuardedBy("this")
    private @Nullable CancelScope turn;

    @GuardedBy("this")
    private @Nullable Nursery nursery;

    @GuardedBy("this")
    private @Nullable Instant started;

    @GuardedBy("this")
    private @Nullable Instant ended;

    @GuardedBy("this")
    private JobRecord.@Nullable End end;

    @GuardedBy("this")
    private boolean cancelled;

    @GuardedBy("this")
    private boolean paused;

    private LiveJob(Naming naming, JobDocument document, Instant created, InstantSource wall, @Nullable StoredJob row) {
        this.naming = naming;
        this.document = document;
        this.created = created;
        this.wall = wall;
        this.row = row;
    }

    /// Whose it is, and what others know it by.
    record Naming(String id, String tenant, JobTrace trace) {}

    static LiveJob attached(Naming naming, JobDocument document, InstantSource wall) {
        return new LiveJob(naming, document, wall.instant(), wall, null);
    }

    static LiveJob detached(StoredJob row, JobDocument document, InstantSource wall, JobTrace trace) {
        return new LiveJob(new Naming(row.id(), row.tenant(), trace), document, row.created(), wall, row);
    }

    public String id() {
        return naming.id();
    }

    public String tenant() {
        return naming.tenant();
    }

    /// Is told of it.
    public JobTrace trace() {
        return naming.trace();
    }

    public JobDocument document() {
        return document;
    }

    /// Whether its records are stored and can be read by anybody.
    public boolean isDetached() {
        return row != null;
    }

    /// What the store has of it; null for an attached job.
    @Nullable
    StoredJob row() {
        return row;
    }

    /// It waits for its turn in this scope, which ends when the job is cancelled.
    void waitsIn(CancelScope scope) {
        boolean stop;
        synchronized (this) {
            turn = scope;
            stop = cancelled;
        }
        if (stop) {
            scope.cancel("the job was cancelled while it waited");
        }
    }

    /// It runs from here on; what it was told while it waited holds.
    ///
    /// @param first when it began to run, in an earlier process perhaps
    public void begin(JobRun running, Nursery in, Instant first) {
        boolean stop;
        synchronized (this) {
            run = running;
            nursery = in;
            started = first;
            stop = cancelled;
            if (paused) {
                running.pause();
            }
        }
        if (stop) {
            running.cancel();
        }
    }

    /// Its last task has ended.
    ///
    /// @param how null if it was lost, or cut off by the end of the process
    synchronized void ended(JobRecord.@Nullable End how) {
        end = how;
        ended = wall.instant();
        nursery = null;
    }

    /// Lets those go on that wait for the end of the job; what they find then is that it has [#ended].
    void tellOver() {
        over.set();
        stored.raise(Long.MAX_VALUE);
    }

    /// Records up to this number can be read. For detached jobs.
    void stored(long seq) {
        stored.raise(seq);
    }

    /// Waits until a record after that number can be read, or the job is over. A checkpoint.
    public void awaitRecordAfter(long seq) throws InterruptedException {
        stored.awaitAbove(seq);
    }

    /// Tells the job to stop. Any thread; again does nothing.
    public void cancel() {
        JobRun running;
        CancelScope waiting;
        synchronized (this) {
            cancelled = true;
            running = run;
            waiting = turn;
        }
        if (running != null) {
            running.cancel();
        } else if (waiting != null) {
            waiting.cancel("the job was cancelled while it waited");
        }
    }

    /// Ends an attached job because the service ends, and stops a detached one where it is. Any thread.
    void shutdown() {
        JobRun running;
        synchronized (this) {
            running = run;
        }
        if (running != null && isDetached()) {
            running.suspend();
        } else if (running != null) {
            running.shutdown();
        }
    }

    /// Whether it runs here: it has begun, and is not over.
    synchronized boolean isRunning() {
        return run != null && ended == null;
    }

    /// Begins no more items. False if it is over, or on its way there.
    public synchronized boolean pause() {
        if (isEnding()) {
            return false;
        }
        paused = true;
        if (run != null) {
            run.pause();
        }
        return true;
    }

    /// Undoes [#pause]. False if it is over, or on its way there.
    public synchronized boolean resume() {
        if (isEnding()) {
            return false;
        }
        paused = false;
        if (run != null) {
            run.resume();
        }
        return true;
    }

    @GuardedBy("this")
    private boolean isEnding() {
        return ended != null || cancelled || (run != null && run.isEnding());
    }

    /// Whether it is over and has an `end`.
    public synchronized boolean hasEnded() {
        return end != null;
    }

    public boolean isOver() {
        return over.isSet();
    }

    /// Waits until its last task has ended. A checkpoint.
    public void awaitOver() throws InterruptedException {
        over.await();
    }

    /// The nursery that holds its tasks now; null while it waits, and when it is over.
    public synchronized @Nullable Nursery nursery() {
        return nursery;
    }

    public synchronized JobState state() {
        if (ended != null) {
            return JobState.ENDED;
        }
        if (cancelled || (run != null && run.isEnding())) {
            return JobState.CANCELLING;
        }
        if (run == null) {
            return paused ? JobState.PAUSED : JobState.QUEUED;
        }
        return paused ? JobState.PAUSED : JobState.RUNNING;
    }

    public synchronized JobView view() {
        JobState state = state();
        JobStatus status = run == null ? null : run.status();
        boolean lost = ended != null && end == null;
        Counts waiting = row == null ? NONE : new Counts(row.total(), 0, 0, 0, 0, 0, 0);
        return new JobView(
                new JobView.Identity(
                        id(),
                        document.kind().word(),
                        document.title().name(),
                        document.title().labels()),
                state,
                end != null ? end.outcome().label() : lost ? "lost" : null,
                created,
                started,
                ended,
                end != null ? end.counts() : status == null ? waiting : status.counts(),
                ended == null ? status : null,
                end == null ? null : end.cause());
    }
}
