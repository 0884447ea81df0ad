package dev.corral.server;

import dev.corral.nursery.NurseryFailed;
import dev.corral.server.config.ServerConfig;
import dev.corral.server.guard.AllowRule;
import dev.corral.server.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A service in this process, on free ports of the loopback. Closing it stops it, and fails if it does not
/// end.
public final class RunningServer implements AutoCloseable {
    private static final int LIMIT_SECONDS = 30;

    private final CorralServer server;
    private final CompletableFuture<CorralServer.Bound> bound = new CompletableFuture<>();
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

    private RunningServer(CorralServer server) {
        this.server = server;
    }

    /// A service that may fetch from these origins, and stops without waiting for its jobs.
    public static RunningServer fetchingFrom(RawOrigin... origins) {
        return with(config -> config.withAllow(rules(origins)));
    }

    public static List<AllowRule> rules(RawOrigin... origins) {
        return Stream.of(origins)
                .map(origin -> AllowRule.parse("127.0.0.1/32:" + origin.port()))
                .toList();
    }

    public static RunningServer with(UnaryOperator<ServerConfig> configure) {
        ServerConfig quick = ServerConfig.defaults()
                .with(ServerConfig.Listen.anywhere("127.0.0.1"))
                .with(new ServerConfig.Drain(Duration.ZERO, Duration.ZERO));
        return started(new CorralServer(configure.apply(quick)));
    }

    static RunningServer started(CorralServer server) {
        RunningServer running = new RunningServer(server);
        Thread.ofPlatform().name("service").start(running::serve);
        running.bound.copy().orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
        return running;
    }

    private void serve() {
        try {
            server.serve(bound::complete);
            ended.complete(true);
        } catch (CannotListenException
                | StoreException
                | NurseryFailed
                | RuntimeException
                | InterruptedException
                | Error e) {
            bound.completeExceptionally(e);
            ended.completeExceptionally(e);
        }
    }

    public int port() {
        return bound.join().port();
    }

    public int managementPort() {
        return bound.join().managementPort();
    }

    public RawClient client() throws Exception {
        return RawClient.connect(port());
    }

    /// Runs a job and reads its stream to the end. Single quotes stand for double ones.
    public Records run(String json) throws Exception {
        try (RawClient client = client()) {
            return Records.of(client.postJob(json).answer());
        }
    }

    /// Fetches one URL and gives its `item` record. The options are members of the job document, each with a
    /// comma before it.
    public com.fasterxml.jackson.databind.JsonNode fetch(String url, String options) throws Exception {
        return run("{'kind':'fetch','items':['" + url + "']" + options + "}").item(0);
    }

    /// The value of one series, by its name and labels as they are written.
    public double metric(String series) throws IOException {
        for (String line : get("/metrics").lines().toList()) {
            if (line.startsWith(series + " ")) {
                return Double.parseDouble(line.substring(series.length() + 1));
            }
        }
        throw new AssertionError("no series " + series);
    }

    public String get(String managementPath) throws IOException {
        try (RawClient client = RawClient.connect(managementPort())) {
            return client.send("GET " + managementPath + " HTTP/1.1\r\nHost: c\r\n\r\n")
                    .answer()
                    .body();
        }
    }

    /// Waits until no job runs and no task of one is left.
    public void awaitIdle() throws Exception {
        Patience.until("no task of a job is left", () -> metric("corral_tasks_live") == 0);
    }

    public CorralServer server() {
        return server;
    }

    public void stop() {
        server.stop();
    }

    /// Waits until the service has ended by itself or after [#stop].
    public void awaitEnd() {
        ended.copy().orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }

    public boolean hasEnded() {
        return ended.isDone();
    }

    @Override
    public void close() {
        stop();
        awaitEnd();
    }
}
