package dev.corral.nursery;

import dev.corral.nursery.Completion.EndCell;
import java.time.Duration;
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
    /// A task whose checkpoints succeed without waiting still lets others run, once in so many of them.
    private static final int CHECKPOINTS_PER_YIELD = 64;

    private final Run run;
    private final @Nullable Nursery nursery;
    private final Callable<? extends T> body;
    private final long id;
    private final @Nullable String givenName;
    private final CancelNode node;
    private final Thread thread;
    private final Completion<T> completion = new Completion<>();

    // Written by this task's own thread only.
    private CancelNode current;
    private int checkpointsSinceYield;

    private volatile @Nullable WaitCell waiting;

    private Task(Run run, @Nullable Nursery nursery, @Nullable String name, Callable<? extends T> body) {
        this.run = run;
        this.nursery = nursery;
        this.body = body;
        this.givenName = name;
        this.id = run.nextTaskId();
        this.node = nursery == null ? CancelNode.root(this) : nursery.attach(this);
        this.current = node;
        this.thread = run.backend().newThread(name == null ? "" : name, this::execute);
    }

    static <T> Task<T> root(Run run, Callable<? extends T> body) {
        return new Task<>(run, null, "root", body);
    }

    static <T> Task<T> child(Nursery nursery, @Nullable String name, Callable<? extends T> body) {
        return new Task<>(nursery.run(), nursery, name, body);
    }

    /// Starts the thread; nothing of the body has run when this returns on the starting task's own thread.
    void launch() {
        run.activity().began();
        instrument().taskStarted(this);
        try {
            thread.start();
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
        ScopedValue.where(CURRENT, this).run(this::runBody);
        node.detach();
        instrument().taskEnded(this);
        if (nursery != null) {
            nursery.ended(this);
        }
        run.activity().ended();
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
        if (nursery != null) {
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

    static boolean isTask() {
        return CURRENT.isBound();
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
        if (++checkpointsSinceYield >= CHECKPOINTS_PER_YIELD) {
            yieldNow();
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it: it only lets others run sooner
    void yieldNow() {
        checkpointsSinceYield = 0;
        Thread.yield();
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
