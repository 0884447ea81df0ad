package dev.corral.nursery;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One blocking call on a worker thread, the wait for it, and the borrower of its permit: per call and not
/// per task, so that a call may lead to another call of the same task.
final class OffloadCall<T> extends WaitCell {
    private final Offload offload;
    private final Limiter permits;
    private final Callable<? extends T> blocking;

    OffloadCall(Task<?> task, Offload offload, Limiter permits, Callable<? extends T> blocking) {
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
            value = blocking.call();
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
