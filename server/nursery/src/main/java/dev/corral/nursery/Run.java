package dev.corral.nursery;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

/// One call of [Backend#run]: what its tasks have in common.
final class Run {
    private final Backend backend;
    private final Clock clock;
    private final Activity activity;
    private final Instrument instrument;
    private final AtomicLong lastTaskId = new AtomicLong();
    private final Limiter offloadLimiter = new Limiter("offload", Offload.DEFAULT_PERMITS);
    private final OffloadWorkers workers;

    private Run(Backend backend) {
        this.backend = backend;
        this.clock = backend.clock();
        this.activity = backend.activity();
        this.instrument = backend.instrument();
        this.workers = new OffloadWorkers(backend);
    }

    static <T, X extends Exception> T on(Backend backend, Backend.RunBody<T, X> body) throws X, InterruptedException {
        if (Task.isTask()) {
            throw new IllegalStateException(
                    "run was called by the task " + Task.currentName() + ": runs do not nest, open a nursery instead");
        }
        Run run = new Run(backend);
        Task<T> root = Task.root(run, (Callable<T>) body::call);
        root.launch();
        boolean interrupted = run.join(root);
        run.workers.shutdown();
        if (interrupted && !(root.failure() instanceof InterruptedException)) {
            // Nothing thrown tells of it.
            Thread.currentThread().interrupt();
        }
        return Run.<T, X>outcome(root);
    }

    /// Waits for the end of the root task, come what may; tells whether the waiting thread was interrupted.
    private boolean join(Task<?> root) {
        boolean interrupted = false;
        while (true) {
            try {
                root.thread().join();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
                root.cancel(CancelCause.interrupt("the thread that called run was interrupted"));
            }
        }
    }

    /// The value, or the body's own exception.
    private static <T, X extends Exception> T outcome(Task<T> root) throws X, InterruptedException {
        switch (root.failure()) {
            case null -> {
                return root.given();
            }
            case InterruptedException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable checked -> throw Run.<X>checked(checked);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // a body declares X and can throw no other checked exception
    private static <X extends Exception> X checked(Throwable thrown) {
        return (X) thrown;
    }

    Backend backend() {
        return backend;
    }

    Clock clock() {
        return clock;
    }

    Activity activity() {
        return activity;
    }

    Instrument instrument() {
        return instrument;
    }

    long nextTaskId() {
        return lastTaskId.incrementAndGet();
    }

    Limiter offloadLimiter() {
        return offloadLimiter;
    }

    OffloadWorkers workers() {
        return workers;
    }
}
