package dev.corral.server.dashboard;

import dev.corral.nursery.NurseryFailed;
import dev.corral.server.CannotListenException;
import dev.corral.server.CorralServer;
import dev.corral.server.config.ServerConfig;
import dev.corral.server.store.StoreException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/// A service in this process, on free ports.
final class RunningServer implements Part {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final CorralServer server;
    private final CompletableFuture<CorralServer.Bound> bound = new CompletableFuture<>();
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private final HttpClient client = HttpClient.newHttpClient();

    private RunningServer(ServerConfig config) {
        server = new CorralServer(config);
        Thread.ofPlatform().name("corral").start(this::serve);
    }

    /// Starts one on the loopback address and waits until it answers. It drains at once.
    static RunningServer start(ServerConfig config) throws ExecutionException, InterruptedException, TimeoutException {
        RunningServer running = new RunningServer(config.with(ServerConfig.Listen.anywhere("127.0.0.1"))
                .with(new ServerConfig.Drain(Duration.ZERO, Duration.ZERO)));
        var _ = running.bound.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return running;
    }

    private void serve() {
        try {
            server.serve(bound::complete);
        } catch (CannotListenException | StoreException | NurseryFailed | InterruptedException | RuntimeException e) {
            bound.completeExceptionally(e);
        } finally {
            ended.complete(true);
        }
    }

    URI jobs() {
        return URI.create(bound.join().url() + "/v1/jobs");
    }

    /// Host and port of the metrics, as Prometheus has them in the label `instance`.
    String instance() {
        return URI.create(bound.join().managementUrl()).getAuthority();
    }

    Exposition metrics() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(bound.join().managementUrl() + "/metrics"))
                .timeout(PATIENCE)
                .build();
        return Exposition.parse(client.send(request, BodyHandlers.ofString()).body());
    }

    /// Asks for the metrics until they show this.
    ///
    /// @param what they should show, for the message when they do not
    Exposition awaitMetrics(String what, Predicate<Exposition> shown) throws IOException, InterruptedException {
        Instant last = Instant.now().plus(PATIENCE);
        while (true) {
            Exposition metrics = metrics();
            if (shown.test(metrics)) {
                return metrics;
            }
            if (Instant.now().isAfter(last)) {
                throw new AssertionError("not within " + PATIENCE + ": " + what + "; the metrics show " + metrics);
            }
        }
    }

    @Override
    public void close() {
        client.close();
        server.stop();
        var _ = ended.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }
}
