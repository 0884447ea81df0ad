package dev.corral.nursery;

import java.util.concurrent.locks.LockSupport;

/// What carries the virtual threads of a run, and by which clock they go. The same program gives the same
/// results on every backend.
///
/// The methods other than [#run] and [#instrumented] are for those who make a backend, not for those who use
/// one.
public interface Backend {
    /// Virtual threads on the JDK's own scheduler: parallel, and the default.
    static Backend jdk() {
        return new JdkBackend(SystemClock.SHARED);
    }

    /// Runs a body as the root task, waits until it and all that it started have ended, and gives its value.
    /// What the body throws leaves here unwrapped, by identity.
    ///
    /// Called from an ordinary thread, not from a task. An interrupt of the calling thread cancels the root
    /// task with source [CancelSource#INTERRUPT]; the call still waits for the end, and leaves with
    /// [Cancelled].
    ///
    /// @throws IllegalStateException if called by a task: runs do not nest
    default <T, X extends Exception> T run(RunBody<T, X> body) throws X, InterruptedException {
        return Run.on(this, body);
    }

    /// The same backend, with an instrument that hears of every task of its runs, after those that it has.
    default Backend instrumented(Instrument instrument) {
        return new InstrumentedBackend(this, instrument().and(instrument));
    }

    /// Asked by a thread that is no task and is about to wait for one: [#run] and [Portal#call].
    ///
    /// @param what the call that would wait, for the message
    /// @throws IllegalStateException if this thread must not wait, such as one that carries tasks
    default void requireMayWait(String what) {}

    /// Told of the root task of each run before it begins, on the thread that will wait for its end.
    ///
    /// @return called once, when the run has ended
    /// @throws java.util.concurrent.RejectedExecutionException if no task can run any more
    default Runnable admit(Task<?> root) {
        return () -> {};
    }

    /// A short name, such as `jdk`.
    String name();

    /// The clock of the runs.
    Clock clock();

    /// A virtual thread that has not been started, carried by whatever carries the thread that calls.
    ///
    /// @param name the thread's, empty for a task that was given none
    /// @param task its text form names it for people, in any case
    Thread newThread(String name, Runnable task);

    /// Like [#newThread], for a task of a nursery with [Placement#IN_TURN].
    default Thread newSpreadThread(String name, Runnable task) {
        return newThread(name, task);
    }

    /// Starts a thread made by [#newThread].
    default void start(Thread thread) {
        thread.start();
    }

    /// A platform thread that has not been started, for blocking calls: see [Offload].
    default Thread newWorker(String name, Runnable calls) {
        // A worker serves many tasks: it must not keep what the first of them had.
        return Thread.ofPlatform()
                .daemon()
                .name(name)
                .inheritInheritableThreadLocals(false)
                .unstarted(calls);
    }

    /// Lets a blocked task go on, its wait having been decided.
    default void ready(Thread thread) {
        LockSupport.unpark(thread);
    }

    /// Lets other tasks run first, if any are ready. Called by a task.
    @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it: it only lets others run sooner
    default void giveWay() {
        Thread.yield();
    }

    /// A task whose checkpoints succeed without waiting still gives way, once in so many of them. Giving way
    /// at each would cost more than most checkpoints do.
    default int checkpointsPerYield() {
        return 64;
    }

    default Activity activity() {
        return Activity.NONE;
    }

    default Instrument instrument() {
        return Instrument.NONE;
    }

    /// The code of a root task.
    @FunctionalInterface
    interface RunBody<T, X extends Exception> {
        T call() throws X, InterruptedException;
    }
}
