package dev.corral.server;

import dev.corral.nursery.Limiter;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.Offload;
import dev.corral.nursery.vertx.VertxFutures;
import dev.corral.server.config.ServerConfig;
import dev.corral.server.config.ServerConfig.Listen;
import dev.corral.server.fetch.FetchKind;
import dev.corral.server.fetch.FetchLoops;
import dev.corral.server.fetch.NameLookup;
import dev.corral.server.guard.Guard;
import dev.corral.server.guard.GuardOptions;
import dev.corral.server.http.ApiServer;
import dev.corral.server.http.BodyMemory;
import dev.corral.server.http.Health;
import dev.corral.server.http.Inbound;
import dev.corral.server.http.JobService;
import dev.corral.server.http.ManagementServer;
import dev.corral.server.http.SpoolRoom;
import dev.corral.server.job.InputFiles;
import dev.corral.server.jobs.DetachedJobs;
import dev.corral.server.jobs.JobNurseries;
import dev.corral.server.jobs.Jobs;
import dev.corral.server.jobs.Kinds;
import dev.corral.server.jobs.LiveJobs;
import dev.corral.server.jobs.Workplace;
import dev.corral.server.listing.ListKind;
import dev.corral.server.listing.RootedInput;
import dev.corral.server.metrics.OffloadPool;
import dev.corral.server.metrics.ServerLimit;
import dev.corral.server.metrics.ServiceMetrics;
import dev.corral.server.metrics.StoreMeters;
import dev.corral.server.pipeline.PipelineKind;
import dev.corral.server.run.JobHost;
import dev.corral.server.run.SharedPermits;
import dev.corral.server.store.JobStore;
import dev.corral.server.store.StoreException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Puts a service together: binds its ports first, since what it must never fetch from are its own, and lets
/// it answer last. Used by one task.
final class Assembly {
    private static final int FETCH_PERMITS = 8192;
    private static final int LOOKUP_PERMITS = 64;
    private static final int WALK_PERMITS = 16;
    private static final int PIPELINE_PERMITS = 64;
    /// Bytes of JSON bodies that are held at once, at most a quarter of the heap.
    private static final long BODY_BYTES =
            Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 4);
    /// Of one job: records that a client does not take while it still sends.
    private static final long HELD_BYTES = 256L << 20;
    /// Of all jobs; the disk is the store's.
    private static final long HELD_TOGETHER_BYTES = 4L << 30;
    /// Of what is free on that disk at the start, those may take one part of so many.
    private static final int HELD_PART_OF_FREE = 4;

    private final ServerConfig config;
    private final Inbound inbound;
    private final Parts parts;
    private final Map<String, Integer> permits = new LinkedHashMap<>();
    private @Nullable LoopJobs loopJobs;

    /// What is there before it is put together.
    ///
    /// @param service the nursery of what serves jobs; it ends after them, so that their last words are
    ///     stored
    record Parts(
            Vertx vertx,
            JobHost host,
            DataFolder data,
            Nursery service,
            LiveJobs live,
            PrometheusMeterRegistry registry,
            Health health) {}

    Assembly(ServerConfig config, Inbound inbound, Parts parts) {
        this.config = config;
        this.inbound = inbound;
        this.parts = parts;
    }

    Nursery service() {
        return parts.service();
    }

    /// Cancels the jobs that run on event loops; returns at once.
    void stopLoopJobs() {
        if (loopJobs != null) {
            loopJobs.stop();
        }
    }

    /// Opens everything. A checkpoint.
    ///
    /// @param jobs where jobs run
    /// @throws CannotListenException if a port is in use
    CorralServer.Bound open(Nursery jobs) throws Exception {
        AtomicReference<@Nullable JobService> service = new AtomicReference<>();
        CorralServer.Bound bound = bind(service);
        FetchLoops loops = VertxFutures.await(FetchLoops.open(
                parts.vertx(),
                config.capacity().loops(),
                "Corral/" + Version.text(),
                new FetchLoops.Host(parts.host().clock(), metrics().upstream())));
        loopJobs = LoopJobs.start(loops.contexts(), metrics(), parts.service());
        Limiter walks = metered(ServerLimit.WALK, WALK_PERMITS);
        metrics().offload().show(OffloadPool.WALK, walks);
        Kinds kinds = kinds(loops, guard(bound), walks);
        JobNurseries nurseries = new JobNurseries(jobs, loopJobs == null ? jobs : loopJobs.nursery());
        service.set(service(nurseries, kinds, new RootedInput(config.roots(), walks)));
        return bound;
    }

    private ServiceMetrics metrics() {
        return parts.host().metrics();
    }

    private CorralServer.Bound bind(AtomicReference<@Nullable JobService> service) throws Exception {
        AtomicInteger managementPort = new AtomicInteger();
        AtomicInteger port = new AtomicInteger();
        Listen listen = config.listen();
        listening(
                "management-port",
                listen.managementPort(),
                parts.vertx()
                        .deployVerticle(
                                () -> new ManagementServer(parts.registry(), parts.health(), listen, managementPort),
                                new DeploymentOptions()));
        ApiServer.Sources sources =
                new ApiServer.Sources(service::get, config.keys(), metrics().api());
        listening(
                "port",
                listen.port(),
                parts.vertx()
                        .deployVerticle(
                                () -> new ApiServer(sources, parts.health(), inbound, port),
                                new DeploymentOptions()
                                        .setInstances(config.capacity().loops())));
        return new CorralServer.Bound(listen.host(), port.get(), managementPort.get());
    }

    /// Waits until a server listens.
    private void listening(String setting, int port, Future<String> deployment) throws Exception {
        try {
            VertxFutures.await(deployment);
        } catch (IOException e) {
            throw new CannotListenException(setting, config.listen().host(), port, e);
        }
    }

    private Guard guard(CorralServer.Bound bound) throws SocketException {
        Set<InetAddress> own = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .collect(Collectors.toSet());
        return new Guard(new GuardOptions(
                config.allow(), config.publicPorts(), Set.of(bound.port(), bound.managementPort()), own));
    }

    private Kinds kinds(FetchLoops loops, Guard guard, Limiter walks) {
        FetchKind.Reach reach = new FetchKind.Reach(guard, lookup(loops));
        Limiter pipelines = metered(ServerLimit.PIPELINE, PIPELINE_PERMITS);
        return new Kinds(List.of(
                new FetchKind(loops, reach, shared(ServerLimit.FETCH, FETCH_PERMITS), parts.host()),
                new ListKind(config.roots(), walks),
                new PipelineKind(pipelines, parts.host().clock())));
    }

    private NameLookup lookup(FetchLoops loops) {
        SharedPermits lookups = shared(ServerLimit.LOOKUP, LOOKUP_PERMITS);
        InetSocketAddress resolver = config.resolver();
        if (resolver != null) {
            return NameLookup.at(resolver, loops, lookups);
        }
        // Only those of the operating system block a worker.
        metrics().offload().show(OffloadPool.LOOKUP, lookups::waiting, lookups::borrowed);
        return NameLookup.system(lookups, metrics().offload().quarantined(OffloadPool.LOOKUP));
    }

    private SharedPermits shared(ServerLimit limit, int total) {
        SharedPermits shared = new SharedPermits(limit.word(), total);
        metrics().limits().show(limit, shared::total, shared::borrowed, shared::waiting);
        permits.put(limit.word(), total);
        return shared;
    }

    private Limiter metered(ServerLimit limit, int total) {
        Limiter limiter = new Limiter(limit.word(), total);
        metrics().limits().show(limit, limiter);
        permits.put(limit.word(), total);
        return limiter;
    }

    private JobService.Held held() {
        Limiter workers = new Limiter("spool", Offload.DEFAULT_PERMITS);
        metrics().offload().show(OffloadPool.SPOOL, workers);
        long free = parts.data().freeBytes() / HELD_PART_OF_FREE;
        long together = Math.clamp(free, 2 * HELD_BYTES, HELD_TOGETHER_BYTES);
        return new JobService.Held(
                parts.data().path(),
                HELD_BYTES,
                new SpoolRoom(together, together / 2),
                Offload.named("spool").limitedBy(workers));
    }

    private JobStore store() {
        JobStore store = parts.data().store();
        StoreMeters meters = metrics().store();
        meters.show(store::statistics);
        store.onCommit(meters::committed);
        metrics().offload().show(OffloadPool.STORE_READ, store.readWorkers());
        metrics().offload().show(OffloadPool.STORE_WRITE, store.writeWorkers());
        return store;
    }

    private JobService service(JobNurseries nurseries, Kinds kinds, InputFiles files)
            throws StoreException, InterruptedException {
        SharedPermits turns = shared(ServerLimit.DETACHED, parts.live().quotas().detachedRunning());
        Workplace place = new Workplace(nurseries, parts.host(), kinds, turns, config.keys()::weightOf);
        DetachedJobs detached = new DetachedJobs(store(), parts.live(), place);
        parts.health().watch(detached::storeTrouble);
        detached.start(parts.service());
        return new JobService(
                nurseries,
                parts.service(),
                parts.host(),
                kinds,
                new Jobs(parts.live(), detached, parts.host()),
                JobService.reader(kinds, files),
                new BodyMemory(BODY_BYTES),
                held(),
                Map.copyOf(permits),
                config.writeIdle());
    }
}
