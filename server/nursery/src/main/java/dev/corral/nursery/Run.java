package dev.corral.nursery;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// One call of [Backend#run]: what its tasks have in common.
final class Run {
    private final Backend backend;
    private final Clock clock;
    private final Activity activity;
    private final Instrument instrument;
    private final boolean instrumented;
    private final int checkpointsPerYield;
    private final AtomicLong lastTaskId = new AtomicLong();
    private final Limiter offloadLimiter = new Limiter("offload", Offload.DEFAULT_PERMITS);
    private final OffloadWorkers workers;
    private final @Nullable HandleWatch handleWatch;

    private final long startNanos;
    /// Set before anybody else knows of this run.
    private @Nullable Task<?> root;

    private Run(Backend backend) {
        this.backend = backend;
        this.clock = backend.clock();
        this.startNanos = clock.nanoTime();
        this.activity = backend.activity();
        this.checkpointsPerYield = backend.checkpointsPerYield();
        Instrument told = backend.instrument();
        this.instrumented = !told.equals(Instrument.NONE);
        this.instrument = instrumented ? new GuardedInstrument(told) : Instrument.NONE;
        this.workers = new OffloadWorkers(backend, activity);
        this.handleWatch = instrument.watchesHandles() ? new HandleWatch(instrument) : null;
    }

    static <T, X extends Exception> T on(Backend backend, Backend.RunBody<T, X> body) throws X, InterruptedException {
        if (CurrentTask.isThere()) {
            throw new IllegalStateException(
                    "run was called by the task " + CurrentTask.name() + ": runs do not nest, open a nursery instead");
        }
        backend.requireMayWait("run");
        Run run = new Run(backend);
        Task<T> root = new Task<>(TaskOrigin.root(run), body::call);
        run.root = root;
        Runnable ended = backend.admit(root);
        TaskTree.began(run);
        try {
            root.launch();
            return OutsideJoin.of(root);
        } finally {
            TaskTree.ended(run);
            run.workers.shutdown();
            ended.run();
        }
    }

    Task<?> root() {
        return Objects.requireNonNull(root);
    }

    long ageNanos() {
        return clock.nanoTime() - startNanos;
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

    /// See [Backend#checkpointsPerYield].
    int checkpointsPerYield() {
        return checkpointsPerYield;
    }

    Instrument instrument() {
        return instrument;
    }

    boolean isInstrumented() {
        return instrumented;
    }

    long nextTaskId() {
        return lastTaskId.incrementAndGet();
    }

    Limiter offloadLimiter() {
        return offloadLimiter;
    }

    /// Null unless handles are watched.
    @Nullable
    HandleWatch handleWatch() {
        return handleWatch;
    }

    OffloadWorkers workers() {
        return workers;
    }
}
