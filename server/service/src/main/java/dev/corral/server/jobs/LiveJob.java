package dev.corral.server.jobs;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.corral.nursery.CancelScope;
import dev.corral.nursery.Event;
import dev.corral.nursery.Nursery;
import dev.corral.server.job.JobDocument;
import dev.corral.server.run.Gate;
import dev.corral.server.run.JobRun;
import dev.corral.server.run.JobStatus;
import dev.corral.server.store.StoredJob;
import dev.corral.server.store.StoredState;
import dev.corral.server.stream.Counts;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.tracing.JobTrace;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Consumer;
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
    private final Gate gate = new Gate();

    /// Null for an attached job.
    private final @Nullable StoredProgress stored;

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

    /// How it is told to stop; null while nobody wants that.
    @GuardedBy("this")
    private @Nullable Consumer<JobRun> cancel;

    /// Whether the service ends.
    @GuardedBy("this")
    private boolean stopping;

    /// Whether it has no task here any more: it has ended, or goes on in the next process.
    @GuardedBy("this")
    private boolean left;

    private LiveJob(Naming naming, JobDocument document, InstantSource wall, @Nullable StoredProgress stored) {
        this.naming = naming;
        this.document = document;
        this.wall = wall;
        this.stored = stored;
        this.created = stored == null ? wall.instant() : stored.row().created();
        this.started = stored == null ? null : stored.row().started();
    }

    /// Whose it is, and what others know it by.
    record Naming(String id, String tenant, JobTrace trace) {}

    static LiveJob attached(Naming naming, JobDocument document, InstantSource wall) {
        return new LiveJob(naming, document, wall, null);
    }

    static LiveJob detached(StoredJob row, JobDocument document, InstantSource wall, JobTrace trace) {
        return new LiveJob(new Naming(row.id(), row.tenant(), trace), document, wall, new StoredProgress(row));
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
        return stored != null;
    }

    /// What the store had of it when it came here; null for an attached job.
    @Nullable
    StoredJob row() {
        return stored == null ? null : stored.row();
    }

    /// How far the store has it.
    ///
    /// @throws NullPointerException for an attached job
    StoredProgress stored() {
        return Objects.requireNonNull(stored, "what is stored of a job that is attached");
    }

    /// It waits for its turn in this scope, which ends when the job is cancelled or the service ends.
    void waitsIn(CancelScope scope) {
        boolean stop;
        synchronized (this) {
            turn = scope;
            stop = cancel != null || stopping;
        }
        if (stop) {
            scope.cancel(NO_TURN);
        }
    }

    /// It runs from here on; what it was told while it waited holds.
    ///
    /// @param first when it began to run, in an earlier process perhaps
    public void begin(JobRun running, Nursery in, Instant first) {
        synchronized (this) {
            run = running;
            nursery = in;
            started = first;
            if (gate.isClosed()) {
                running.pause();
            }
        }
        tell(running);
    }

    /// Tells a run what the job was told before it began.
    public void tell(JobRun running) {
        Consumer<JobRun> how;
        boolean stop;
        synchronized (this) {
            how = cancel;
            stop = stopping;
        }
        // Of the two the first counts.
        if (how != null) {
            how.accept(running);
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
        if (stored != null) {
            stored.over();
        }
    }

    /// Tells the job to stop. Any thread; again does nothing.
    public void cancel() {
        cancel(JobRun::cancel);
    }

    /// As [#cancel], because its items do not come to their end.
    public void uploadBroke() {
        cancel(JobRun::uploadBroke);
    }

    private void cancel(Consumer<JobRun> how) {
        JobRun running;
        CancelScope waiting;
        synchronized (this) {
            cancel = cancel == null ? how : cancel;
            running = run;
            waiting = turn;
        }
        if (running != null) {
            how.accept(running);
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
        gate.close();
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
        gate.open();
        if (run != null) {
            run.resume();
        }
        return true;
    }

    /// Whether it is paused and none of its items runs.
    boolean rests() {
        JobRun running;
        synchronized (this) {
            running = gate.isClosed() ? run : null;
        }
        return running != null && running.status().inFlight() == 0;
    }

    /// Holds it back while it is paused and has not begun.
    Gate gate() {
        return gate;
    }

    @GuardedBy("this")
    private boolean isEnding() {
        return ended != null || cancel != null || (run != null && run.isEnding() && !isSuspended());
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
        if (gate.isClosed()) {
            return JobState.PAUSED;
        }
        return run == null ? JobState.QUEUED : JobState.RUNNING;
    }

    /// What the store is to keep of where it stands: what it was told, not how far it is with it.
    synchronized StoredState toldState() {
        if (cancel != null) {
            return StoredState.CANCELLING;
        }
        if (gate.isClosed()) {
            return StoredState.PAUSED;
        }
        return run == null ? StoredState.QUEUED : StoredState.RUNNING;
    }

    /// As a client sees it: of a detached job what is stored, since nothing else can be read. A checkpoint, if it
    /// waits: a job that goes on in this process is counted first.
    public JobView seen() throws InterruptedException {
        if (stored != null) {
            stored.awaitCounted();
        }
        return view();
    }

    /// As [#seen], at once.
    synchronized JobView view() {
        JobStatus status = run == null ? null : run.status();
        boolean lost = ended != null && end == null;
        Counts counts = stored != null ? stored.counts() : status == null ? NONE : status.counts();
        return new JobView(
                new JobView.Identity(
                        id(),
                        document.kind().word(),
                        document.title().name(),
                        document.title().labels()),
                state(),
                end != null ? end.outcome().label() : lost ? "lost" : null,
                created,
                started,
                ended,
                end == null ? counts : end.counts(),
                ended != null || status == null ? null : status.with(counts),
                end == null ? null : end.cause());
    }
}
