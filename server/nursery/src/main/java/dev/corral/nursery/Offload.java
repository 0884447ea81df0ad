package dev.corral.nursery;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs blocking code on a worker thread, so that the task's own thread stays free of it: file systems, JNI,
/// long computation, libraries that hold a thread.
///
/// At most as many calls run at once as the limiter has permits; the default limiter of a run has
/// [#DEFAULT_PERMITS]. What the call throws arrives by identity. What happens before the call is visible in
/// it, what happens in it is visible after.
///
/// A cancellation while waiting for the permit ends the wait, and the code never runs. Once it runs, a
/// cancellation waits by default until it has ended, gives its result, and is seen at the next checkpoint: a
/// worker cannot be stopped safely. With [#abandonOnCancel] the task leaves at once; the permit stays taken
/// until the code has really ended, so that abandoned calls cannot pile up.
public final class Offload {
    /// Permits of the default limiter.
    public static final int DEFAULT_PERMITS = 40;

    private static final Offload DEFAULT = new Offload("offload", null, null);

    private final String name;
    private final @Nullable Permits limiter;
    private final @Nullable Consumer<Object> disposer;

    private Offload(String name, @Nullable Permits limiter, @Nullable Consumer<Object> disposer) {
        this.name = name;
        this.limiter = limiter;
        this.disposer = disposer;
    }

    /// Waits for blocking code with the default limiter. A checkpoint.
    ///
    /// @throws Exception what the code threw, by identity
    /// @throws Cancelled if cancelled before the code began
    public static <T> T call(Callable<? extends T> blocking) throws Exception {
        return DEFAULT.run(blocking);
    }

    /// The default limiter of the current run.
    public static Limiter defaultLimiter() {
        return Task.current().run().offloadLimiter();
    }

    /// Worker threads of the current run that run blocking code now, for abandoned calls too.
    public static int activeWorkers() {
        return Task.current().run().workers().active();
    }

    /// Waits until no worker thread of the current run runs blocking code, abandoned calls included. A
    /// checkpoint; a cancel ends the wait and leaves the workers alone. Calls that begin meanwhile are waited
    /// for too, but one that begins right after the last has ended may be missed.
    public static void awaitIdleWorkers() throws InterruptedException {
        Task.current().run().workers().awaitIdle();
    }

    /// An offload that shows this name in task trees and on the worker thread.
    public static Offload named(String name) {
        return new Offload(Objects.requireNonNull(name, "name"), null, null);
    }

    public Offload limitedBy(Permits permits) {
        return new Offload(name, Objects.requireNonNull(permits, "permits"), disposer);
    }

    /// A cancellation does not wait for the code.
    ///
    /// @param late gets what the code gives after the task has left, on the worker thread; what the code
    ///     throws then is dropped. Must not throw: that goes to the worker's uncaught exception handler, and
    ///     ends the worker
    public Offload abandonOnCancel(Consumer<Object> late) {
        return new Offload(name, limiter, Objects.requireNonNull(late, "late"));
    }

    /// Waits for blocking code. A checkpoint; see the class for what a cancellation does.
    ///
    /// @throws Exception what the code threw, by identity
    /// @throws Cancelled if cancelled before the code began, or while it ran if abandoned
    public <T> T run(Callable<? extends T> blocking) throws Exception {
        Objects.requireNonNull(blocking, "blocking");
        Task<?> task = Task.checkpointStart();
        Permits permits = limiter == null ? task.run().offloadLimiter() : limiter;
        OffloadCall<T> call = new OffloadCall<>(task, this, permits, blocking);
        permits.acquireOnBehalfOf(call);
        call.launch();
        return call.awaitValue();
    }

    String name() {
        return name;
    }

    @Nullable
    Consumer<Object> disposer() {
        return disposer;
    }
}
