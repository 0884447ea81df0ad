package dev.corral.server;

import dev.corral.nursery.Backend;
import dev.corral.nursery.CancelScope;
import dev.corral.nursery.Event;
import dev.corral.nursery.FailurePolicy;
import dev.corral.nursery.Limiter;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.NurseryOptions;
import dev.corral.nursery.Task;
import dev.corral.nursery.vertx.VertxFutures;
import dev.corral.server.config.ServerConfig;
import dev.corral.server.config.ServerConfig.Listen;
import dev.corral.server.fetch.FetchKind;
import dev.corral.server.fetch.FetchLoops;
import dev.corral.server.guard.Guard;
import dev.corral.server.guard.GuardOptions;
import dev.corral.server.http.ApiServer;
import dev.corral.server.http.Health;
import dev.corral.server.http.Inbound;
import dev.corral.server.http.JobService;
import dev.corral.server.http.ManagementServer;
import dev.corral.server.listing.ListKind;
import dev.corral.server.metrics.ProcessMetrics;
import dev.corral.server.metrics.ServiceMetrics;
import dev.corral.server.run.JobHost;
import dev.corral.server.run.Kind;
import dev.corral.server.run.RunningJobs;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
    private static final int MAX_RUNNING_JOBS = 1024;
    private static final int FETCH_PERMITS = 8192;
    private static final int LOOKUP_PERMITS = 64;
    private static final int WALK_PERMITS = 16;
    /// For the tasks of stopped jobs to end, and their last records to reach their readers; what takes longer
    /// is cut.
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);
    private static final Duration DRAIN_POLL = Duration.ofMillis(20);

    private final ServerConfig config;
    private final Inbound inbound;
    private final Event stop = new Event("stop");
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ServiceMetrics metrics = new ServiceMetrics(registry);
    private final Health health = new Health();
    private final RunningJobs running = new RunningJobs(MAX_RUNNING_JOBS);

    public CorralServer(ServerConfig config) {
        this(config, Inbound.of(config));
    }

    CorralServer(ServerConfig config, Inbound inbound) {
        this.config = config;
        this.inbound = inbound;
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
    /// @throws NurseryFailed if it met an error of ours that it cannot go on from
    public void serve(Consumer<Bound> whenReady) throws CannotListenException, NurseryFailed, InterruptedException {
        Backend backend = Backend.jdk().instrumented(metrics.instrument());
        JobHost host = new JobHost(backend.clock(), InstantSource.system(), metrics);
        Vertx vertx = Vertx.builder()
                .with(new VertxOptions()
                        .setEventLoopPoolSize(config.loops() + 1)
                        .setPreferNativeTransport(true))
                .build();
        try (var _ = ProcessMetrics.bindTo(registry)) {
            backend.run(() -> {
                Nursery.open(
                        NurseryOptions.named("jobs").with(FailurePolicy.COLLECT),
                        jobs -> serveIn(jobs, vertx, host, whenReady));
                return Boolean.TRUE;
            });
        } catch (NurseryFailed e) {
            if (e.getCause() instanceof CannotListenException cannot) {
                throw cannot;
            }
            throw e;
        } finally {
            // After the last task: the last words of each go through the loops.
            vertx.close().await();
        }
    }

    /// Begins the shutdown; returns at once. Any thread may call it, any number of times.
    public void stop() {
        stop.set();
    }

    private void serveIn(Nursery jobs, Vertx vertx, JobHost host, Consumer<Bound> whenReady) throws Exception {
        Bound bound = open(vertx, jobs, host);
        health.started();
        whenReady.accept(bound);
        stop.await();
        drain(jobs);
    }

    private Bound open(Vertx vertx, Nursery jobs, JobHost host) throws Exception {
        AtomicInteger managementPort = new AtomicInteger();
        AtomicInteger port = new AtomicInteger();
        AtomicReference<@Nullable JobService> service = new AtomicReference<>();
        Listen listen = config.listen();
        listening(
                "management-port",
                listen.managementPort(),
                vertx.deployVerticle(
                        () -> new ManagementServer(registry, health, listen, managementPort), new DeploymentOptions()));
        listening(
                "port",
                listen.port(),
                vertx.deployVerticle(
                        () -> new ApiServer(service::get, health, inbound, port),
                        new DeploymentOptions().setInstances(config.loops())));
        FetchLoops loops = VertxFutures.await(FetchLoops.open(vertx, config.loops(), "Corral/" + Version.text()));
        Bound bound = new Bound(listen.host(), port.get(), managementPort.get());
        service.set(new JobService(jobs, host, running, kinds(loops, guard(bound)), config.writeIdle()));
        return bound;
    }

    /// Waits until a server listens.
    private void listening(String setting, int port, Future<String> deployment) throws Exception {
        try {
            VertxFutures.await(deployment);
        } catch (IOException e) {
            throw new CannotListenException(setting, config.listen().host(), port, e);
        }
    }

    private Guard guard(Bound bound) throws SocketException {
        Set<InetAddress> own = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .collect(Collectors.toSet());
        return new Guard(new GuardOptions(config.allow(), Set.of(), Set.of(bound.port(), bound.managementPort()), own));
    }

    private List<Kind> kinds(FetchLoops loops, Guard guard) {
        Limiter lookups = metered("lookup", LOOKUP_PERMITS);
        Limiter fetches = metered("fetch", FETCH_PERMITS);
        Limiter walks = metered("walk", WALK_PERMITS);
        return List.of(new FetchKind(loops, guard, lookups, fetches), new ListKind(config.roots(), walks));
    }

    private Limiter metered(String name, int permits) {
        Limiter limiter = new Limiter(name, permits);
        metrics.limiter(limiter);
        return limiter;
    }

    private void drain(Nursery jobs) throws InterruptedException {
        LOG.info("drain.begin jobs={}", running.size());
        health.notReady();
        Task.sleep(config.drain().delay());
        running.close();
        awaitNoJobs(config.drain().grace());
        if (running.size() > 0) {
            LOG.info("drain.stop jobs={}", running.size());
            running.stopAll();
            awaitNoJobs(LAST_WORDS);
        }
        jobs.cancel("the service shuts down");
        LOG.info("drain.end jobs={}", running.size());
    }

    private void awaitNoJobs(Duration limit) throws InterruptedException {
        CancelScope.moveOnAfter(limit, scope -> {
            while (running.size() > 0) {
                Task.sleep(DRAIN_POLL);
            }
        });
    }
}
