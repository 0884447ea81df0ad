package dev.corral.nursery;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.corral.nursery.Completion.EndCell;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// One unit of work on one virtual thread, and the handle by which others follow it.
///
/// A task belongs to the nursery that started it and cannot outlive it. The handle may be used by any thread;
/// its checkpoints, and the static ones, by tasks only.
///
/// @param <T> what the task gives when it succeeds
public final class Task<T> {
    private static final ScopedValue<Task<?>> CURRENT = ScopedValue.newInstance();

    private final Run run;
    private final @Nullable Nursery nursery;
    private final Callable<? extends T> body;
    private final long id;
    private final @Nullable String givenName;
    private final CancelNode node;
    private final Thread thread;
    private final @Nullable Ready<?> ready;
    private final Completion<T> completion = new Completion<>();

    // Written by this task's own thread only.
    private CancelNode current;
    private int checkpointsSinceYield;

    /// Read by tasks that this one starts, and by worker threads: replaced, never changed.
    private volatile Locals locals;

    @GuardedBy("node")
    private @Nullable Set<Lock> owned;

    private volatile @Nullable WaitCell waiting;

    private Task(Origin origin, @Nullable String name, Callable<? extends T> body) {
        this.run = origin.run();
        this.nursery = origin.nursery();
        this.ready = origin.ready();
        this.locals = origin.locals();
        this.body = body;
        this.givenName = name;
        this.id = run.nextTaskId();
        CancelNode above = origin.above();
        this.node = above == null ? CancelNode.root(this) : above.attach(this, this, false);
        this.current = node;
        this.thread = newThread(name == null ? "" : name);
    }

    private Thread newThread(String threadName) {
        boolean spread = nursery != null && nursery.placement() == Placement.IN_TURN;
        Backend backend = run.backend();
        return spread ? backend.newSpreadThread(threadName, new Life()) : backend.newThread(threadName, new Life());
    }

    /// What the thread runs; says whose it is.
    private final class Life implements Runnable {
        @Override
        public void run() {
            execute();
        }

        @Override
        public String toString() {
            return name();
        }
    }

    /// Where a task comes from.
    ///
    /// @param nursery that it belongs to, or will; null for a root
    /// @param above what its node hangs under; null for a root
    /// @param ready null for a task that belongs to its nursery from the start
    private record Origin(
            Run run,
            @Nullable Nursery nursery,
            @Nullable CancelNode above,
            @Nullable Ready<?> ready,
            Locals locals) {}

    static <T> Task<T> root(Run run, Callable<? extends T> body) {
        return new Task<>(new Origin(run, null, null, null, Locals.EMPTY), "root", body);
    }

    static <T> Task<T> child(Nursery nursery, @Nullable String name, Callable<? extends T> body) {
        return new Task<>(new Origin(nursery.run(), nursery, nursery.node(), null, inherited(nursery)), name, body);
    }

    /// A task that its starter waits for, and whose node is the starter's until it is ready.
    static <T> Task<T> pending(Nursery nursery, String name, Ready<?> ready, Callable<? extends T> body) {
        Task<?> starter = current();
        return new Task<>(new Origin(nursery.run(), nursery, starter.current, ready, starter.locals), name, body);
    }

    /// Code that a worker thread brings back under the scope of the task that waits for it.
    static <T> Task<T> reentered(OffloadCall<?> call, Callable<? extends T> body) {
        return new Task<>(
                new Origin(call.task.run(), null, call.node, null, call.task.locals),
                call.subject() + " re-entry",
                body);
    }

    /// From the task that starts, not from the nursery's host; from the host where no task starts.
    private static Locals inherited(Nursery nursery) {
        return isTask() ? current().locals : nursery.host().locals;
    }

    /// Starts the thread; nothing of the body has run when this returns on the starting task's own thread.
    void launch() {
        run.activity().began();
        instrument().taskStarted(this);
        try {
            run.backend().start(thread);
        } catch (Throwable t) {
            // No thread to be had: the starter is told, and nobody waits for a task that never was.
            node.detach();
            instrument().taskEnded(this);
            run.activity().ended();
            throw t;
        }
    }

    /// The root task is the run itself, and not told of.
    private Instrument instrument() {
        return nursery == null ? Instrument.NONE : run.instrument();
    }

    private void execute() {
        run.activity().resumed();
        ScopedValue.where(CURRENT, this).run(this::runBody);
        node.detach();
        instrument().taskEnded(this);
        leaveLocks();
        leaveNursery();
        run.activity().ended();
    }

    private void leaveNursery() {
        if (nursery == null) {
            return;
        }
        if (belongs()) {
            nursery.ended(this);
        } else if (ready != null) {
            ready.ended(completion.failure());
            nursery.endedUnready();
        }
    }

    /// Whether its failure is its nursery's.
    private boolean belongs() {
        return ready == null || ready.isReady();
    }

    private void leaveLocks() {
        List<Lock> left;
        synchronized (node) {
            left = owned == null ? List.of() : List.copyOf(owned);
            owned = null;
        }
        left.forEach(lock -> lock.orphaned(this));
    }

    void owns(Lock lock) {
        synchronized (node) {
            if (owned == null) {
                owned = new LinkedHashSet<>(2);
            }
            owned.add(lock);
        }
    }

    void ownsNoMore(Lock lock) {
        synchronized (node) {
            if (owned != null) {
                owned.remove(lock);
            }
        }
    }

    @SuppressWarnings("InterruptedExceptionSwallowed") // the thread ends here: nobody is left to see its interrupt
    private void runBody() {
        try {
            completion.succeeded(body.call());
        } catch (Cancelled c) {
            if (node.effective() == null) {
                fail(c);
            } else {
                completion.cancelled(c);
            }
        } catch (Throwable t) {
            fail(t);
        }
    }

    private void fail(Throwable thrown) {
        if (nursery != null && belongs()) {
            nursery.record(thrown);
        }
        completion.failed(thrown);
    }

    /// The given name, else the nursery's name and a number.
    public String name() {
        if (givenName != null) {
            return givenName;
        }
        return (nursery == null ? "root" : nursery.name()) + "-" + id;
    }

    /// Unique within its run.
    public long id() {
        return id;
    }

    public TaskState state() {
        TaskState end = completion.end();
        if (end != null) {
            return end;
        }
        return node.effective() == null ? TaskState.RUNNING : TaskState.CANCELLING;
    }

    /// What the task gave, without waiting.
    ///
    /// @throws NotFinished if the task has not ended
    /// @throws TaskFailed if it failed or was cancelled
    public T result() throws TaskFailed {
        if (completion.end() == null) {
            throw new NotFinished(name());
        }
        Throwable failure = completion.failure();
        if (failure != null) {
            throw new TaskFailed(name(), failure);
        }
        return given();
    }

    @SuppressWarnings("NullAway") // null only where the body's own T admits null
    T given() {
        return completion.value();
    }

    /// Waits until the task has ended, and gives what it gave. A checkpoint; a cancel of the waiting task
    /// ends the wait and leaves the awaited task alone.
    ///
    /// @throws TaskFailed if it failed or was cancelled; its nursery fails all the same
    public T await() throws TaskFailed, InterruptedException {
        waitDone();
        return result();
    }

    /// Waits until the task has ended, in whatever way. A checkpoint; a cancel of the waiting task ends the
    /// wait only.
    public void waitDone() throws InterruptedException {
        Task<?> waiter = checkpointStart();
        EndCell cell = new EndCell(waiter, this, completion);
        if (completion.follow(cell)) {
            awaitPlain(cell);
        } else {
            waiter.checkpointPassed();
        }
    }

    /// Cancels this task and all below it; returns at once. Does nothing if it has ended or was cancelled
    /// before.
    ///
    /// @param reason text for people, readable on the [Cancelled] that the task sees
    public void cancel(String reason) {
        cancel(CancelCause.explicit(reason));
    }

    void cancel(CancelCause cause) {
        node.cancel(cause);
    }

    /// Why its checkpoints throw, or threw when it ended; null if they do not.
    public @Nullable CancelCause cancelCause() {
        return node.effective();
    }

    @Override
    public String toString() {
        return "Task[" + name() + ", " + state() + "]";
    }

    // What a task does for itself.

    /// The task that runs on this thread.
    ///
    /// @throws IllegalStateException if none does
    public static Task<?> current() {
        if (!CURRENT.isBound()) {
            throw new IllegalStateException(
                    "not in a task: checkpoints, scopes and nurseries work inside Backend.run(...) only");
        }
        return CURRENT.get();
    }

    /// Those of the current task, or of the task that waits for this worker thread; none elsewhere.
    static Locals currentLocals() {
        if (CURRENT.isBound()) {
            return CURRENT.get().locals;
        }
        OffloadCall<?> call = OffloadCall.current();
        return call == null ? Locals.EMPTY : call.task.locals;
    }

    static boolean isTask() {
        return CURRENT.isBound();
    }

    /// The innermost nursery that the current code is in, or that its task belongs to; null outside of any.
    static @Nullable Nursery nearestNursery() {
        if (!CURRENT.isBound()) {
            return null;
        }
        for (CancelNode node = CURRENT.get().current; node != null; node = node.parent()) {
            if (node.subject() instanceof Nursery nursery) {
                return nursery;
            }
        }
        return null;
    }

    static @Nullable String currentName() {
        return CURRENT.isBound() ? CURRENT.get().name() : null;
    }

    /// A checkpoint and nothing else: throws if cancelled, else lets other tasks run first.
    public static void checkpoint() throws InterruptedException {
        Task<?> task = checkpointStart();
        task.yieldNow();
    }

    /// Throws if cancelled, and does not give way otherwise.
    public static void checkpointIfCancelled() throws InterruptedException {
        checkpointStart();
    }

    /// Waits at least this long. A checkpoint; a cancel ends it at once. Zero or less is a checkpoint only.
    public static void sleep(Duration duration) throws InterruptedException {
        Task<?> task = checkpointStart();
        long nanos = Deadline.nanos(duration);
        if (nanos <= 0) {
            task.yieldNow();
            return;
        }
        SleepCell cell = new SleepCell(task);
        cell.arm(nanos);
        awaitPlain(cell);
    }

    /// How every checkpoint begins: see whether cancelled.
    static Task<?> checkpointStart() throws InterruptedException {
        Task<?> task = current();
        CancelCause cause = task.current.effective();
        if (cause != null) {
            throw new Cancelled(cause);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException(task.name() + " was interrupted");
        }
        return task;
    }

    /// How a checkpoint ends that did not have to wait: give way now and then, and never throw.
    void checkpointPassed() {
        if (++checkpointsSinceYield >= run.backend().checkpointsPerYield()) {
            yieldNow();
        }
    }

    void yieldNow() {
        checkpointsSinceYield = 0;
        run.backend().giveWay();
    }

    /// Waits on a cell that is never given a failure.
    static void awaitPlain(WaitCell cell) throws InterruptedException {
        try {
            cell.await();
        } catch (WaitCell.Failed e) {
            throw new IllegalStateException("a wait for " + cell.kind().label() + " was failed", e.error);
        }
    }

    /// The task as a scope's owner enters and leaves scopes: called on its own thread.
    CancelNode currentNode() {
        return current;
    }

    void currentNode(CancelNode entered) {
        current = entered;
    }

    @Nullable
    WaitCell waiting() {
        return waiting;
    }

    void waiting(@Nullable WaitCell cell) {
        waiting = cell;
    }

    /// The nursery that it belongs to, or will belong to when it is ready; null for the root of a run.
    @Nullable
    Nursery nursery() {
        return nursery;
    }

    Locals locals() {
        return locals;
    }

    void locals(Locals changed) {
        locals = changed;
    }

    Run run() {
        return run;
    }

    CancelNode node() {
        return node;
    }

    Thread thread() {
        return thread;
    }

    /// What the body threw, once it has ended; null if it succeeded.
    @Nullable
    Throwable failure() {
        return completion.failure();
    }

    boolean wasCancelled() {
        return completion.end() == TaskState.CANCELLED;
    }
}
