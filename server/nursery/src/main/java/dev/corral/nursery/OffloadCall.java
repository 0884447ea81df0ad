package dev.corral.nursery;

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
    private final Reentries reentries = new Reentries(this);
    /// The thread that works for it: written and read there, and read by those that it has handed its scoped values.
    private @Nullable Thread worker;

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
        Thread here = Thread.currentThread();
        worker = here;
        String ownName = here.getName();
        here.setName(ownName + " " + offload.name() + " for " + task.name());
        T value = null;
        Throwable error = null;
        try {
            value = ScopedValue.where(CURRENT, this).call(blocking::call);
        } catch (Throwable t) {
            error = t;
        }
        here.setName(ownName);
        // An interrupt that the code left behind must not meet the next call on this thread.
        Thread.interrupted();
        deliver(value, giveBack(error));
    }

    // None is declared, and the task gets what is thrown. The very same exception cannot be suppressed by itself.
    @SuppressWarnings({"InterruptedExceptionSwallowed", "ReferenceEquality"})
    private @Nullable Throwable giveBack(@Nullable Throwable error) {
        try {
            permits.releaseOnBehalfOf(this);
            return error;
        } catch (Throwable e) {
            if (error != null && error != e) {
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
            reentries.leave(interrupted());
        }
    }

    /// Null unless an interrupt from outside has ended the wait.
    private @Nullable CancelCause interrupted() {
        return wasInterrupted()
                ? CancelCause.interrupt(task.name() + " was interrupted while it waited for " + offload.name())
                : null;
    }

    /// The call for which this worker thread works; null on other threads.
    static @Nullable OffloadCall<?> current() {
        OffloadCall<?> call = CURRENT.isBound() ? CURRENT.get() : null;
        return call != null && Thread.currentThread().equals(call.worker) ? call : null;
    }

    /// Runs code as a task; on the worker thread, which waits for its end.
    <R> R reenter(Callable<? extends R> code) throws InterruptedException, Exception {
        Task<R> back = new Task<>(TaskOrigin.reentered(this), code);
        enter(back);
        boolean launched = false;
        try {
            back.launch();
            launched = true;
        } finally {
            if (!launched) {
                reentries.ended(back);
            }
        }
        // A thread that waits is not busy; the end of the task makes it so again, before it counts as ended.
        task.run().activity().ended();
        return OutsideJoin.of(back);
    }

    private void enter(Task<?> back) {
        if (!reentries.enter(back)) {
            back.node().detach();
            throw new CallAbandoned("task " + task.name() + " has abandoned this call, and brings in no more work");
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
        reentries.ended(back);
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
