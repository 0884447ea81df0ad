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
    private static final String NO_TURN = "the job was stopped while it waited";

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

    /// Set when the job is resumed; null while it is not paused.
    @GuardedBy("this")
    private @Nullable Event paused;

    /// Whether the service ends.
    @GuardedBy("this")
    private boolean stopping;

    /// Whether it has no task here any more: it has ended, or goes on in the next process.
    @GuardedBy("this")
    private boolean left;

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

    /// It waits for its turn in this scope, which ends when the job is cancelled or the service ends.
    void waitsIn(CancelScope scope) {
        boolean stop;
        synchronized (this) {
            turn = scope;
            stop = cancelled || stopping;
        }
        if (stop) {
            scope.cancel(NO_TURN);
        }
    }

    /// It runs from here on; what it was told while it waited holds.
    ///
    /// @param first when it began to run, in an earlier process perhaps
    public void begin(JobRun running, Nursery in, Instant first) {
        boolean cancel;
        boolean stop;
        synchronized (this) {
            run = running;
            nursery = in;
            started = first;
            cancel = cancelled;
            stop = stopping;
            if (paused != null) {
                running.pause();
            }
        }
        // Of the two the first counts.
        if (cancel) {
            running.cancel();
        }
        if (stop) {
            stop(running);
        }
    }

    /// Its last task has ended.
    ///
    /// @param how null if it was lost
    synchronized void ended(JobRecord.@Nullable End how) {
        end = how;
        ended = wall.instant();
        left();
    }

    /// It has no task here any more. If it has not [#ended], it goes on in the next process.
    synchronized void left() {
        left = true;
        nursery = null;
    }

    /// Lets those go on that wait for the end of the job; what they find then is that it has [#left].
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
            waiting.cancel(NO_TURN);
        }
    }

    /// Ends an attached job because the service ends, and stops a detached one where it is; one that has not begun
    /// hears of it when it does. Any thread.
    void shutdown() {
        JobRun running;
        CancelScope waiting;
        synchronized (this) {
            stopping = true;
            running = run;
            waiting = turn;
        }
        if (running != null) {
            stop(running);
        } else if (waiting != null) {
            waiting.cancel(NO_TURN);
        }
    }

    private void stop(JobRun running) {
        if (isDetached()) {
            running.suspend();
        } else {
            running.shutdown();
        }
    }

    /// Whether the service ends: a job that has not begun does not begin any more.
    synchronized boolean isStopping() {
        return stopping;
    }

    /// Whether it runs here: it has begun, and has not left.
    synchronized boolean isRunning() {
        return run != null && !left;
    }

    /// Begins no more items. False if it is over, or on its way there.
    public synchronized boolean pause() {
        if (isEnding()) {
            return false;
        }
        if (paused == null) {
            paused = new Event("pause");
        }
        if (run != null) {
            run.pause();
        }
        return true;
    }

    /// Undoes [#pause]. False if it is over, or on its way there.
    public boolean resume() {
        Event pause;
        synchronized (this) {
            if (isEnding()) {
                return false;
            }
            pause = paused;
            paused = null;
            if (run != null) {
                run.resume();
            }
        }
        if (pause != null) {
            pause.set();
        }
        return true;
    }

    synchronized boolean isPaused() {
        return paused != null;
    }

    /// Waits while the job is paused. A checkpoint.
    void awaitResumed() throws InterruptedException {
        for (Event resumed = resumed(); resumed != null; resumed = resumed()) {
            resumed.await();
        }
    }

    private synchronized @Nullable Event resumed() {
        return paused;
    }

    @GuardedBy("this")
    private boolean isEnding() {
        return ended != null || cancelled || (run != null && run.isEnding() && !isSuspended());
    }

    @GuardedBy("this")
    private boolean isSuspended() {
        return stopping && isDetached();
    }

    /// Whether it is over and has an `end`.
    public synchronized boolean hasEnded() {
        return end != null;
    }

    /// Whether its last task here has ended: it is over, or goes on in the next process.
    public boolean isOver() {
        return over.isSet();
    }

    /// Waits until its last task here has ended. A checkpoint.
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
        if (isEnding()) {
            return JobState.CANCELLING;
        }
        if (paused != null) {
            return JobState.PAUSED;
        }
        return run == null ? JobState.QUEUED : JobState.RUNNING;
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
