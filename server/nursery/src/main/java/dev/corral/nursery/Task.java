package dev.corral.nursery;

import dev.corral.nursery.Followers.EndCell;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// One unit of work on one virtual thread, and the handle by which others follow it.
///
/// A task belongs to the nursery that started it and cannot outlive it. The handle may be used by any thread;
/// its checkpoints, and the static ones, by tasks only.
///
/// @param <T> what the task gives when it succeeds
public final class Task<T> extends Completion<T> {
    private final TaskOrigin origin;
    private final long id;
    private final Thread thread;
    private final CancelNode node;

    // Written by this task's own thread only.
    /// Null once it has begun: a handle that is kept keeps nothing of what the body was made of.
    private @Nullable Callable<? extends T> body;
    /// Of the innermost scope. Who leaves one writes to this field itself: there may be no stack left for a call.
    CancelNode current;

    private int checkpointsSinceYield;
    /// Null as long as it has owned none.
    private @Nullable OwnedLocks ownedLocks;

    /// Read by tasks that this one starts: replaced, never changed.
    private volatile Locals locals;

    private volatile @Nullable WaitCell waiting;

    Task(TaskOrigin origin, Callable<? extends T> body) {
        this.origin = origin;
        this.locals = origin.locals();
        this.body = body;
        this.id = origin.run().nextTaskId();
        // If there is no thread to be had, no node must stand in the tree.
        this.thread = newThread();
        this.node = new CancelNode(origin.above(), this, this, false);
        this.current = node;
        node.attach();
    }

    private Thread newThread() {
        String name = origin.name() == null ? "" : origin.name();
        Backend backend = run().backend();
        TaskLife<T> life = new TaskLife<>(this);
        return isSpread() ? backend.newSpreadThread(name, life) : backend.newThread(name, life);
    }

    private boolean isSpread() {
        Nursery nursery = nursery();
        return nursery != null && nursery.placement() == Placement.IN_TURN;
    }

    /// Starts the thread; nothing of the body has run when this returns on the starting task's own thread.
    void launch() {
        run().activity().began();
        instrument().taskStarted(this);
        try {
            run().backend().start(thread);
        } catch (Throwable t) {
            // No thread to be had: the starter is told, and nobody waits for a task that never was.
            node.detach();
            instrument().taskEnded(this);
            run().activity().ended();
            throw t;
        }
    }

    /// A task outside of all nurseries is part of another one, or the run itself, and not told of.
    Instrument instrument() {
        return nursery() == null ? Instrument.NONE : run().instrument();
    }

    /// The given name, else the nursery's name and a number.
    public String name() {
        if (origin.name() != null) {
            return origin.name();
        }
        Nursery nursery = nursery();
        // No `+`: see ThrownText.
        return (nursery == null ? "root" : nursery.name()).concat("-").concat(Long.toString(id));
    }

    /// Unique within its run.
    public long id() {
        return id;
    }

    /// The task above: the one that opened its nursery; until it is ready, the one that started it; null for
    /// the root of a run. Known after the end too.
    public @Nullable Task<?> parent() {
        CancelNode above = node.parent();
        return above == null ? null : above.owner();
    }

    /// The nursery that it belongs to, or will when it is ready; null for the root of a run, and for code
    /// that a worker thread has brought back.
    public @Nullable Nursery nursery() {
        return home().nursery();
    }

    /// The nurseries that it has open now, outermost first. Any thread may ask.
    public List<Nursery> nurseries() {
        return List.copyOf(Inside.of(this).nurseries());
    }

    public TaskState state() {
        TaskState end = end();
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
        if (end() == null) {
            throw new NotFinished(name());
        }
        Throwable failure = failure();
        if (failure != null) {
            throw new TaskFailed(name(), failure);
        }
        return given();
    }

    @SuppressWarnings("NullAway") // null only where the body's own T admits null
    T given() {
        return value();
    }

    /// Waits until the task has ended, and gives what it gave. A checkpoint; a cancel of the waiting task
    /// ends the wait and leaves the awaited task alone.
    ///
    /// @throws IllegalStateException if a task awaits itself
    /// @throws TaskFailed if it failed or was cancelled; its nursery fails all the same
    public T await() throws TaskFailed, InterruptedException {
        waitDone();
        return result();
    }

    /// Waits until the task has ended, in whatever way. A checkpoint; a cancel of the waiting task ends the
    /// wait only.
    ///
    /// @throws IllegalStateException if a task waits for itself
    public void waitDone() throws InterruptedException {
        Task<?> waiter = checkpointStart();
        if (waiter == this) {
            throw new IllegalStateException("task " + name() + " waits for its own end, which cannot come");
        }
        EndCell cell = new EndCell(waiter, this);
        if (cell.join()) {
            awaitPlain(cell);
        } else {
            waiter.checkpointPassed();
        }
    }

    /// Cancels this task and all below it; returns at once. Does nothing if it has ended or was cancelled
    /// before.
    ///
    /// @param reason text for people, readable on the [Cancelled] that the task sees
    /// @throws IllegalArgumentException if the reason is blank, cancelled before or not
    public void cancel(String reason) {
        cancel(CancelCause.explicit(reason));
    }

    void cancel(CancelCause cause) {
        if (end() == null) {
            node.cancel(cause);
        }
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
        return CurrentTask.get();
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
        return CurrentTask.checkpoint();
    }

    /// How a checkpoint ends that did not have to wait: give way now and then, and never throw.
    void checkpointPassed() {
        if (++checkpointsSinceYield >= run().checkpointsPerYield()) {
            yieldNow();
        }
    }

    /// It has waited, and others have run meanwhile.
    void gaveWay() {
        checkpointsSinceYield = 0;
    }

    void yieldNow() {
        gaveWay();
        run().backend().giveWay();
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

    TaskHome home() {
        return origin.home();
    }

    /// Called on its own thread.
    OwnedLocks ownedLocks() {
        if (ownedLocks == null) {
            ownedLocks = new OwnedLocks(this);
        }
        return ownedLocks;
    }

    /// The locks that it still owns break: it has ended.
    void orphanLocks() {
        if (ownedLocks != null) {
            ownedLocks.orphan();
        }
    }

    Locals locals() {
        return locals;
    }

    void locals(Locals changed) {
        locals = changed;
    }

    /// The code to run, once.
    Callable<? extends T> takeBody() {
        Callable<? extends T> taken = Objects.requireNonNull(body, "a task runs once");
        body = null;
        return taken;
    }

    Run run() {
        return origin.run();
    }

    CancelNode node() {
        return node;
    }

    Thread thread() {
        return thread;
    }

    boolean wasCancelled() {
        return end() == TaskState.CANCELLED;
    }
}
