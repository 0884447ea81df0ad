package dev.corral.server;

import dev.corral.nursery.Backend;
import dev.corral.nursery.CancelScope;
import dev.corral.nursery.Event;
import dev.corral.nursery.FailurePolicy;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.NurseryOptions;
import dev.corral.nursery.Task;
import dev.corral.server.config.ServerConfig;
import dev.corral.server.http.Health;
import dev.corral.server.http.Inbound;
import dev.corral.server.jobs.LiveJobs;
import dev.corral.server.jobs.Quotas;
import dev.corral.server.metrics.BuildMetric;
import dev.corral.server.metrics.ProcessMetrics;
import dev.corral.server.metrics.ScrapeConfig;
import dev.corral.server.metrics.ServiceMetrics;
import dev.corral.server.run.JobHost;
import dev.corral.server.store.StoreException;
import dev.corral.server.tracing.TraceSettings;
import dev.corral.server.tracing.Tracing;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The service, from its start to the end of its shutdown: one run of the library, whose root task opens the
/// nursery that all jobs live in.
///
/// ```
///   starting ──> ready ──stop()──> draining: not ready, still taking jobs (delay)
///                                  closed to new jobs, waiting for running ones (grace)
///                                  stopping what still runs; streams end with `end`
///                                  closed
/// ```
public final class CorralServer {
    private static final Logger LOG = LoggerFactory.getLogger(CorralServer.class);
    /// Name of the nursery of what serves jobs.
    static final String SERVICE = "service";
    /// Name of the nurseries that jobs live in.
    static final String JOBS = "jobs";

    /// For the tasks of stopped jobs to end, and their last records to reach their readers; what takes longer
    /// is cut.
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);
    /// Threads that write metrics down for who asks, which is all that Vert.x has its workers for here. It starts
    /// all of them before it uses one again.
    private static final int SCRAPERS = 2;
    /// Nothing is read by Vert.x: without a cache it makes no folder, which a killed process would leave.
    private static final FileSystemOptions NO_FILES =
            new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false);
    private static final Duration DRAIN_POLL = Duration.ofMillis(20);

    private final ServerConfig config;
    private final Inbound inbound;
    private final Event stop = new Event("stop");
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(new ScrapeConfig());
    private final ServiceMetrics metrics = new ServiceMetrics(registry);
    private final Health health = new Health();
    private final LiveJobs live;

    public CorralServer(ServerConfig config) {
        this(config, Inbound.of(config));
    }

    CorralServer(ServerConfig config, Inbound inbound) {
        this.config = config;
        this.inbound = inbound;
        this.live = new LiveJobs(quotas());
    }

    private Quotas quotas() {
        return config.keys().isOpen()
                ? Quotas.forOne(config.capacity().attachedJobs())
                : Quotas.forMany(config.capacity().attachedJobs());
    }

    /// The ports that were bound.
    public record Bound(String host, int port, int managementPort) {
        public String url() {
            return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }

        public String managementUrl() {
            return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + managementPort;
        }
    }

    /// Serves until [#stop], and returns when the last job has ended and everything is closed. Called once,
    /// on an ordinary thread.
    ///
    /// @param whenReady is told the ports, on a thread of the service, when requests are answered
    /// @throws CannotListenException if a port is in use, or the host is not one to listen on
    /// @throws StoreException if the data folder cannot be used
    /// @throws NurseryFailed if it met an error of ours that it cannot go on from
    public void serve(Consumer<Bound> whenReady)
            throws CannotListenException, StoreException, NurseryFailed, InterruptedException {
        try (DataFolder data = DataFolder.open(config.storage())) {
            serveFrom(data, whenReady);
        }
    }

    private void serveFrom(DataFolder data, Consumer<Bound> whenReady)
            throws CannotListenException, StoreException, NurseryFailed, InterruptedException {
        try (Tracing tracing = tracing()) {
            serveFrom(data, tracing, whenReady);
        }
    }

    private Tracing tracing() {
        TraceSettings wanted = config.telemetry().traces();
        return wanted == null ? Tracing.OFF : Tracing.open(wanted, Version.text(), metrics.traces());
    }

    private void serveFrom(DataFolder data, Tracing tracing, Consumer<Bound> whenReady)
            throws CannotListenException, StoreException, NurseryFailed, InterruptedException {
        Backend backend = Backend.jdk().instrumented(metrics.instrument(SERVICE));
        JobHost host = new JobHost(backend.clock(), InstantSource.system(), metrics, tracing);
        Vertx vertx = Vertx.builder()
                .with(new VertxOptions()
                        .setEventLoopPoolSize(config.capacity().loops() + 1)
                        .setWorkerPoolSize(SCRAPERS)
                        .setFileSystemOptions(NO_FILES)
                        .setPreferNativeTransport(true))
                .build();
        Version own = Version.own();
        BuildMetric.show(registry.getPrometheusRegistry(), own.number(), own.commit(), own.java());
        metrics.showTree(JOBS);
        metrics.showPlaces("attached", live.quotas().attached(), live::attached);
        metrics.showPlaces("detached", live.quotas().detached(), live::detached);
        try (var _ = ProcessMetrics.bindTo(registry);
                var _ = metrics.loops().watch(((VertxInternal) vertx).nettyEventLoopGroup())) {
            backend.run(() -> {
                Nursery.open(
                        NurseryOptions.named(SERVICE).with(FailurePolicy.COLLECT),
                        service -> serveIn(
                                new Assembly(
                                        config,
                                        inbound,
                                        new Assembly.Parts(vertx, host, data, service, live, registry, health)),
                                whenReady));
                return Boolean.TRUE;
            });
        } catch (NurseryFailed e) {
            throw unwrapped(e);
        } finally {
            // After the last task: the last words of each go through the loops.
            vertx.close().await();
        }
    }

    /// A port in use or a folder that is no store is the operator's to mend, and told as such.
    private static NurseryFailed unwrapped(NurseryFailed e) throws CannotListenException, StoreException {
        Throwable cause = e;
        while (cause instanceof NurseryFailed && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof CannotListenException cannot) {
            throw cannot;
        }
        if (cause instanceof StoreException store) {
            throw store;
        }
        return e;
    }

    /// Begins the shutdown; returns at once. Any thread may call it, any number of times.
    public void stop() {
        stop.set();
    }

    private void serveIn(Assembly assembly, Consumer<Bound> whenReady) throws NurseryFailed, InterruptedException {
        try {
            Nursery.open(NurseryOptions.named(JOBS).with(FailurePolicy.COLLECT), jobs -> {
                Bound bound = assembly.open(jobs);
                health.started();
                whenReady.accept(bound);
                stop.await();
                drain(jobs);
            });
        } finally {
            assembly.stopLoopJobs();
            assembly.service().cancel("the last job has ended");
        }
    }

    private void drain(Nursery jobs) throws InterruptedException {
        LOG.atInfo()
                .addKeyValue("attached", live.attached())
                .addKeyValue("detached", live.detached())
                .log("drain.begin");
        health.notReady();
        Task.sleep(config.drain().delay());
        live.close();
        awaitNone(live::attached, config.drain().grace());
        LOG.atInfo()
                .addKeyValue("attached", live.attached())
                .addKeyValue("detached", live.detached())
                .log("drain.stop");
        // Attached jobs end; detached ones stop where they are, and go on there in the next process.
        live.stop();
        awaitNone(live::stillStopping, LAST_WORDS);
        jobs.cancel("the service shuts down");
        LOG.atInfo().addKeyValue("attached", live.attached()).log("drain.end");
    }

    private static void awaitNone(LongSupplier jobs, Duration limit) throws InterruptedException {
        CancelScope.moveOnAfter(limit, scope -> {
            while (jobs.getAsLong() > 0) {
                Task.sleep(DRAIN_POLL);
            }
        });
    }
}
