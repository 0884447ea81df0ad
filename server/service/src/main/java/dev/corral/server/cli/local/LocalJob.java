package dev.corral.server.cli.local;

import dev.corral.nursery.Backend;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.NurseryOptions;
import dev.corral.server.cli.process.StopSignals;
import dev.corral.server.jobs.JobIds;
import dev.corral.server.metrics.ServiceMetrics;
import dev.corral.server.run.JobHost;
import dev.corral.server.run.JobRun;
import dev.corral.server.run.JobSetup;
import dev.corral.server.run.Past;
import dev.corral.server.run.Share;
import dev.corral.server.tracing.JobTrace;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A job that runs in this process, for whoever started it. The first Ctrl-C or SIGTERM cancels it in order, to the
/// end of its stream; a second one ends the process at once.
public final class LocalJob {
    private final LocalPlan plan;
    private final JobHost host;
    private final LocalOutput output;
    private final Screen screen;
    private final AtomicReference<@Nullable JobRun> running = new AtomicReference<>();
    private volatile boolean stopped;

    /// @param host as [#newHost] made it
    public LocalJob(LocalPlan plan, JobHost host, LocalOutput output, Screen screen) {
        this.plan = plan;
        this.host = host;
        this.output = output;
        this.screen = screen;
    }

    /// What jobs in this process run in.
    public static JobHost newHost() {
        MeterRegistry unread = new SimpleMeterRegistry();
        // Nobody scrapes this process.
        unread.config().meterFilter(MeterFilter.deny());
        return new JobHost(Backend.jdk().clock(), InstantSource.system(), new ServiceMetrics(unread));
    }

    /// Runs it; called once, on an ordinary thread.
    ///
    /// @throws NurseryFailed on an error of ours: then the stream has no end
    public LocalEnd run(Backend backend) throws NurseryFailed, InterruptedException {
        try (StopSignals _ = StopSignals.take(signal -> stop())) {
            return backend.run(this::runIn);
        }
    }

    private void stop() {
        stopped = true;
        JobRun run = running.get();
        if (run != null) {
            run.cancel();
        }
        screen.tell("cancelling; a second time ends at once");
    }

    private LocalEnd runIn() throws NurseryFailed, InterruptedException {
        Underway underway = new Underway(host.clock());
        Account account = new Account(output, underway::ended);
        String id = JobIds.next();
        JobRun run = new JobRun(
                new JobSetup(
                        id,
                        plan.document(),
                        plan.items(),
                        plan.kind(),
                        account,
                        Past.NONE,
                        underway,
                        Share.ALONE,
                        JobTrace.none(id)),
                host);
        running.set(run);
        if (stopped) {
            run.cancel();
        }
        LocalProgress progress = new LocalProgress(plan, run, account, underway, host);
        AtomicReference<@Nullable LocalEnd> end = new AtomicReference<>();
        Nursery.open(NurseryOptions.named("local job"), nursery -> {
            screen.display(progress::now).ifPresent(shown -> nursery.start("progress", shown::show));
            end.set(new LocalEnd(run.run(), run.reachedReader(), account));
            nursery.cancel("the job is over");
        });
        return Objects.requireNonNull(end.get(), "a job that ran has an end");
    }
}
