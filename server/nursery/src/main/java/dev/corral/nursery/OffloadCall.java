package dev.corral.nursery;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One blocking call on a worker thread, the wait for it, and the borrower of its permit: per call and not
/// per task, so that a call may lead to another call of the same task.
final class OffloadCall<T> extends WaitCell {
    private static final ScopedValue<OffloadCall<?>> CURRENT = ScopedValue.newInstance();

    private final Offload offload;
    private final Permits permits;
    private final Callable<? extends T> blocking;

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
    }

    /// Hands the call, whose permit is at hand, to a worker; if there is none to be had, the permit goes
    /// back.
    void launch() {
        Activity activity = task.run().activity();
        activity.began();
        boolean launched = false;
        try {
            task.run().workers().execute(this::work);
            launched = true;
        } finally {
            if (!launched) {
                permits.releaseOnBehalfOf(this);
                activity.ended();
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
        try {
            deliver(value, giveBack(error));
        } finally {
            task.run().activity().ended();
        }
    }

    private @Nullable Throwable giveBack(@Nullable Throwable error) {
        try {
            permits.releaseOnBehalfOf(this);
            return error;
        } catch (RuntimeException e) {
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

    /// The task goes on. A task that the code has brought back is cancelled by now, if it still runs: it is
    /// waited for, since it lives under this one's scope.
    private void leave() throws InterruptedException {
        ReentryCell last;
        synchronized (this) {
            left = true;
            last = reentered == 0 ? null : new ReentryCell(task, this);
            lastReentry = last;
        }
        if (last != null) {
            Task.awaitPlain(last);
        }
    }

    /// On the worker thread, which is not busy while the task that it brings back is.
    <R> R reenter(Callable<? extends R> code) throws InterruptedException, Exception {
        Activity activity = task.run().activity();
        Task<R> back = Task.reentered(this, () -> {
            try {
                return code.call();
            } finally {
                activity.began();
            }
        });
        enterAgain();
        try {
            back.launch();
            activity.ended();
            return OutsideJoin.of(back);
        } finally {
            leaveAgain();
        }
    }

    private synchronized void enterAgain() {
        if (left) {
            throw new RunFinished("task " + task.name() + " has abandoned this call, and brings in no more work");
        }
        reentered++;
    }

    private void leaveAgain() {
        ReentryCell waiting;
        synchronized (this) {
            reentered--;
            waiting = reentered == 0 ? lastReentry : null;
        }
        if (waiting != null && waiting.complete(null)) {
            waiting.wake();
        }
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
