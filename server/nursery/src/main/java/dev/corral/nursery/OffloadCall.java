package dev.corral.nursery;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One blocking call on a worker thread, the wait for it, and the borrower of its permit: per call and not
/// per task, so that a call may lead to another call of the same task.
final class OffloadCall<T> extends WaitCell implements TaskHome {
    private static final ScopedValue<OffloadCall<?>> CURRENT = ScopedValue.newInstance();

    private final Offload offload;
    private final Permits permits;
    private final Callable<? extends T> blocking;
    private final Locals locals;

    /// Tasks that the code has brought back and that have not ended.
    @GuardedBy("this")
    private int reentered;

    @GuardedBy("this")
    private boolean left;

    /// The task's wait for the last of them, once it has left.
    @GuardedBy("this")
    private @Nullable ReentryCell lastReentry;

    OffloadCall(Task<?> task, Offload offload, Permits permits, Callable<? extends T> blocking) {
        super(task);
        this.offload = offload;
        this.permits = permits;
        this.blocking = blocking;
        this.locals = task.locals();
    }

    /// Hands the call, whose permit is at hand, to a worker; if there is none to be had, the permit goes
    /// back.
    void launch() {
        boolean launched = false;
        try {
            task.run().workers().execute(this::work);
            launched = true;
        } finally {
            if (!launched) {
                permits.releaseOnBehalfOf(this);
            }
        }
    }

    @SuppressWarnings("InterruptedExceptionSwallowed") // not swallowed: the task gets it
    private void work() {
        Thread worker = Thread.currentThread();
        String ownName = worker.getName();
        worker.setName(ownName + " " + offload.name() + " for " + task.name());
        T value = null;
        Throwable error = null;
        try {
            value = ScopedValue.where(CURRENT, this).call(blocking::call);
        } catch (Throwable t) {
            error = t;
        }
        worker.setName(ownName);
        // An interrupt that the code left behind must not meet the next call on this thread.
        Thread.interrupted();
        deliver(value, giveBack(error));
    }

    @SuppressWarnings("InterruptedExceptionSwallowed") // none is declared, and the task gets what is thrown
    private @Nullable Throwable giveBack(@Nullable Throwable error) {
        try {
            permits.releaseOnBehalfOf(this);
            return error;
        } catch (Throwable e) {
            if (error != null) {
                e.addSuppressed(error);
            }
            return e;
        }
    }

    private void deliver(@Nullable T value, @Nullable Throwable error) {
        if (error == null ? complete(value) : fail(error)) {
            wake();
            return;
        }
        Consumer<Object> disposer = offload.disposer();
        if (value != null && disposer != null) {
            disposer.accept(value);
        }
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // only a T completes the cell; null only where T admits null
    T awaitValue() throws Exception {
        try {
            return (T) await();
        } catch (Failed e) {
            throw e.exception();
        } finally {
            leave();
        }
    }

    /// The call for which this worker thread works; null on other threads.
    static @Nullable OffloadCall<?> current() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }

    /// The task goes on. A task that the code has brought back is cancelled by now, if it still runs, and is
    /// waited for.
    private void leave() throws InterruptedException {
        ReentryCell cell = null;
        synchronized (this) {
            left = true;
            if (reentered > 0) {
                cell = new ReentryCell(task, this);
                lastReentry = cell;
            }
        }
        if (cell != null) {
            Task.awaitPlain(cell);
        }
    }

    /// Runs code as a task; on the worker thread, which waits for its end.
    <R> R reenter(Callable<? extends R> code) throws InterruptedException, Exception {
        enter();
        Task<R> back;
        boolean launched = false;
        try {
            back = new Task<>(TaskOrigin.reentered(this), code);
            back.launch();
            launched = true;
        } finally {
            if (!launched) {
                reentryEnded();
            }
        }
        // A thread that waits is not busy; the end of the task makes it so again, before it counts as ended.
        task.run().activity().ended();
        return OutsideJoin.of(back);
    }

    private synchronized void enter() {
        if (left) {
            throw new RunFinished("task " + task.name() + " has abandoned this call, and brings in no more work");
        }
        reentered++;
    }

    private void reentryEnded() {
        ReentryCell cell;
        synchronized (this) {
            reentered--;
            cell = reentered == 0 ? lastReentry : null;
        }
        if (cell != null && cell.complete(null)) {
            cell.wake();
        }
    }

    @Override
    public @Nullable Nursery nursery() {
        return null;
    }

    @Override
    public boolean isMember() {
        return false;
    }

    @Override
    public void failed(Throwable thrown) {
        // The worker that waits for it throws it.
    }

    /// A task that the code has brought back.
    @Override
    public void ended(Task<?> back) {
        task.run().activity().began();
        reentryEnded();
    }

    /// What the task had when it called.
    Locals locals() {
        return locals;
    }

    @Override
    void stopRequested(Stop why) {
        if (offload.disposer() != null) {
            super.stopRequested(why);
        }
    }

    @Override
    WaitKind kind() {
        return WaitKind.OFFLOAD;
    }

    @Override
    String subject() {
        return offload.name();
    }

    @Override
    void withdraw() {
        // The code runs on; its value will be disposed of.
    }

    @Override
    public String toString() {
        return "offload " + offload.name() + " of task " + task.name();
    }
}
