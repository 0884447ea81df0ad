package dev.corral.server;

import dev.corral.nursery.Backend;
import dev.corral.nursery.Event;
import dev.corral.nursery.FailurePolicy;
import dev.corral.nursery.Limiter;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.NurseryOptions;
import dev.corral.nursery.Offload;
import dev.corral.nursery.OneShot;
import dev.corral.nursery.vertx.LoopBackend;
import dev.corral.nursery.vertx.LoopOpening;
import dev.corral.nursery.vertx.LoopOptions;
import dev.corral.nursery.vertx.Stall;
import dev.corral.server.metrics.ServiceMetrics;
import io.vertx.core.Context;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The run on event loops, for jobs that ask for them, beside the run that the service itself lives in.
final class LoopJobs {
    private static final Logger LOG = LoggerFactory.getLogger(LoopJobs.class);

    private final Backend backend;
    private final OneShot<Nursery> opened = new OneShot<>("loop jobs");
    private final AtomicReference<@Nullable Nursery> nursery = new AtomicReference<>();
    private final Event stop = new Event("stop of loop jobs");

    private LoopJobs(Backend backend) {
        this.backend = backend;
    }

    /// Starts the run, and waits until it takes jobs. A checkpoint.
    ///
    /// @param contexts of the loops
    /// @param service the nursery in which the run is waited for
    /// @return null where tasks cannot run on loops; that was told then
    static @Nullable LoopJobs start(List<Context> contexts, ServiceMetrics metrics, Nursery service) throws Exception {
        LoopOptions options = LoopOptions.DEFAULTS.onStall(stall -> {
            metrics.loops().stalled();
            tell(stall);
        });
        return switch (Offload.call(() -> LoopBackend.open(contexts, options))) {
            case LoopOpening.Refused(String why) -> {
                LOG.warn("loop.refused jobs that ask for it run on the JDK's scheduler: {}", why);
                yield null;
            }
            case LoopOpening.Opened(LoopBackend backend) -> {
                LoopJobs jobs = new LoopJobs(backend.instrumented(metrics.instrument(CorralServer.SERVICE)));
                // A permit of its own: it is held as long as the service runs.
                Offload whole = Offload.named("loop run").limitedBy(new Limiter("loop run", 1));
                service.start("loop run", () -> whole.run(jobs::run));
                jobs.nursery.set(jobs.opened.await());
                yield jobs;
            }
        };
    }

    private static void tell(Stall stall) {
        LOG.warn("{}", StallLine.of(stall));
    }

    private Boolean run() throws NurseryFailed, InterruptedException {
        return backend.run(() -> {
            Nursery.open(NurseryOptions.named(CorralServer.JOBS).with(FailurePolicy.COLLECT), nursery -> {
                opened.set(nursery);
                stop.await();
                nursery.cancel("the service shuts down");
            });
            return Boolean.TRUE;
        });
    }

    /// Where jobs run.
    Nursery nursery() {
        return Objects.requireNonNull(nursery.get(), "started before it was given to anybody");
    }

    /// Cancels all jobs, and ends the run when their last task has ended. Returns at once.
    void stop() {
        stop.set();
    }
}
