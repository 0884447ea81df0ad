package dev.corral.server.cli.local;

import dev.corral.nursery.Backend;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.vertx.LoopBackend;
import dev.corral.nursery.vertx.LoopOptions;
import dev.corral.server.Version;
import dev.corral.server.fetch.FetchKind;
import dev.corral.server.fetch.FetchLoops;
import dev.corral.server.fetch.NameLookup;
import dev.corral.server.guard.AllowRule;
import dev.corral.server.guard.Guard;
import dev.corral.server.guard.GuardOptions;
import dev.corral.server.job.JobDocument;
import dev.corral.server.job.Placement;
import dev.corral.server.metrics.OffloadPool;
import dev.corral.server.run.JobHost;
import dev.corral.server.run.SharedPermits;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What fetching needs in this process: event loops with their clients, and the guard with what the user opened.
public final class FetchWork implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FetchWork.class);
    private static final int LOOKUPS = 64;

    /// That a loop was held up is the business of whoever works on us.
    private static final LoopOptions QUIET = LoopOptions.DEFAULTS.onStall(stall -> LOG.debug("loop.stalled {}", stall));

    private final Vertx vertx;
    private final FetchLoops loops;
    private final Guard guard;
    private final JobHost host;

    private FetchWork(Vertx vertx, FetchLoops loops, Guard guard, JobHost host) {
        this.vertx = vertx;
        this.loops = loops;
        this.guard = guard;
        this.host = host;
    }

    /// Opens as many event loops as there are processors. On an ordinary thread.
    public static FetchWork open(List<AllowRule> allow) {
        int count = Runtime.getRuntime().availableProcessors();
        Vertx vertx = Vertx.builder()
                .with(new VertxOptions().setEventLoopPoolSize(count).setPreferNativeTransport(true))
                .build();
        JobHost host = LocalJob.newHost();
        FetchLoops loops = FetchLoops.open(
                        vertx,
                        count,
                        "Corral/" + Version.text(),
                        new FetchLoops.Host(host.clock(), host.metrics().upstream()))
                .await();
        return new FetchWork(vertx, loops, new Guard(new GuardOptions(allow, Set.of(), Set.of(), Set.of())), host);
    }

    /// What the job runs in.
    public JobHost host() {
        return host;
    }

    /// The job's plan. Nothing of the input is read.
    public LocalPlan plan(JobDocument document, LocalInput input, InputFormat format, Trouble trouble) {
        FetchKind.Reach reach = new FetchKind.Reach(
                guard,
                NameLookup.system(
                        new SharedPermits("lookup", LOOKUPS),
                        host.metrics().offload().quarantined(OffloadPool.LOOKUP)));
        SharedPermits permits =
                new SharedPermits("fetch", document.concurrency().max());
        FetchKind kind = new FetchKind(loops, reach, permits, host);
        return new LocalPlan(
                document, new LocalItems(input, format, kind.check(), trouble), kind, input::estimatedLines);
    }

    /// Runs a job on the backend that it asks for; where event loops cannot carry threads, on the JDK's.
    public LocalEnd run(LocalJob job, Placement.Backend carrier) throws NurseryFailed, InterruptedException {
        return job.run(
                carrier == Placement.Backend.LOOP
                        ? LoopBackend.open(loops.contexts(), QUIET).orJdk()
                        : Backend.jdk());
    }

    @Override
    public void close() {
        // After the run: its last task has ended.
        vertx.close().await();
    }
}
