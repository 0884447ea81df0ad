package dev.corral.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.RawClient;
import dev.corral.server.config.ServerConfig.Listen;
import dev.corral.server.store.StoreException;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a probe hears.
final class ReadinessTest {
    private final Vertx vertx = Vertx.vertx();
    private final Health health = new Health();
    private final AtomicInteger port = new AtomicInteger();

    @BeforeEach
    void open() throws ExecutionException, InterruptedException, TimeoutException {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        ManagementServer server = new ManagementServer(registry, health, Listen.anywhere("127.0.0.1"), port);
        vertx.deployVerticle(server).toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws ExecutionException, InterruptedException, TimeoutException {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private RawClient.Answer ready() throws Exception {
        try (RawClient client = RawClient.connect(port.get())) {
            return client.send("GET /health/ready HTTP/1.1\r\nHost: c\r\n\r\n").answer();
        }
    }

    @Test
    void aStoreThatTakesNothingIsToldAndTheServiceIsReady() throws Exception {
        health.watch(() -> StoreException.Kind.FULL);
        assertThat(ready().status()).as("before the start").isEqualTo(503);
        health.started();
        assertThat(ready().status()).isEqualTo(200);
        assertThat(ready().body()).isEqualTo("ok, but the store is full: stored jobs wait\n");
        health.notReady();
        assertThat(ready().body()).isEqualTo("no\n");
    }

    @Test
    void aStoreWhoseWriterHasDiedMakesTheServiceUnready() throws Exception {
        health.started();
        health.watch(() -> StoreException.Kind.CLOSED);
        assertThat(ready().status()).isEqualTo(503);
    }

    @Test
    void nothingIsSaidOfAStoreThatIsWell() throws Exception {
        health.started();
        assertThat(ready().body()).isEqualTo("ok\n");
    }
}
