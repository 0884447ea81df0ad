package dev.corral.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.nursery.Backend;
import dev.corral.server.RawClient;
import dev.corral.server.access.Caller;
import dev.corral.server.config.ServerConfig;
import dev.corral.server.metrics.ServiceMetrics;
import dev.corral.server.stream.Framing;
import dev.corral.server.tracing.RequestTrace;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The end of an answer, and what becomes of its connection.
final class ConnectionsTest {
    private static final int LIMIT_SECONDS = 20;
    private static final int BYTES = 2_000_000;

    private final Vertx vertx = Vertx.vertx();
    private final ServiceMetrics metrics = new ServiceMetrics(new SimpleMeterRegistry());
    private final Connections clients = new Connections(vertx, Inbound.of(ServerConfig.defaults()), metrics.api());

    @AfterEach
    void close() throws TimeoutException {
        vertx.close().await(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private interface Serving {
        void serve(HttpServerRequest request);
    }

    private int listening(Serving serving) throws Exception {
        HttpServer server = vertx.createHttpServer(
                new HttpServerOptions().setHost("127.0.0.1").setPort(0).setSendBufferSize(32 * 1024));
        server.connectionHandler(clients::opened).requestHandler(request -> {
            if (clients.begin(request)) {
                serving.serve(request);
            }
        });
        return server.listen().await(LIMIT_SECONDS, TimeUnit.SECONDS).actualPort();
    }

    @Test
    void aRequestWhoseBodyHasJustEndedIsNotTheLastOfItsConnection() throws Exception {
        int port = listening(request -> request.body().onComplete(whole -> {
            clients.last(request);
            request.response().end("x");
        }));
        try (RawClient client = RawClient.connect(port)) {
            assertThat(client.post("text/plain", "first").answer().body()).isEqualTo("x");
            assertThat(client.post("text/plain", "second").answer().body()).isEqualTo("x");
        }
    }

    @Test
    void aStreamHasEndedWhenTheNetworkHasTakenAllOfIt() throws Exception {
        AtomicLong taken = new AtomicLong();
        CountDownLatch ending = new CountDownLatch(1);
        CompletableFuture<Long> takenAtTheEnd = new CompletableFuture<>();
        int port = listening(request -> {
            request.response().setWriteQueueMaxSize(2 * BYTES);
            Context context = vertx.getOrCreateContext();
            ResponseStream stream = new ResponseStream(
                    new Exchange("r", Caller.ANYBODY, request, context, clients, RequestTrace.NONE),
                    Duration.ofSeconds(30),
                    metrics.streams(),
                    () -> false);
            stream.open(Framing.NDJSON, "j_x", () -> {});
            Thread.ofPlatform()
                    .start(() -> takenAtTheEnd.complete(sent(
                            stream,
                            () -> {
                                // From here on the reader is behind.
                                context.runOnContext(
                                        ignored -> request.response().setWriteQueueMaxSize(BYTES / 2));
                                ending.countDown();
                            },
                            taken)));
        });
        try (RawClient client = RawClient.connect(port, 16 * 1024)) {
            client.post("text/plain", "").head();
            assertThat(ending.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            InputStream body = client.chunked();
            byte[] piece = new byte[4096];
            for (int read = body.read(piece, 0, piece.length); read > 0; read = body.read(piece, 0, piece.length)) {
                taken.addAndGet(read);
            }
        }
        assertThat(taken).hasValue(BYTES + 1);
        // What lies in the kernel's buffers is out.
        assertThat(takenAtTheEnd.get(LIMIT_SECONDS, TimeUnit.SECONDS)).isGreaterThan(BYTES - BYTES / 8);
    }

    @SuppressWarnings("InterruptedExceptionSwallowed") // a test that is interrupted fails as on anything else
    private static long sent(ResponseStream stream, Runnable before, AtomicLong taken) {
        try {
            return Backend.jdk().run(() -> {
                stream.write(Buffer.buffer(new byte[BYTES]));
                before.run();
                stream.write(Buffer.buffer(new byte[1]));
                stream.end();
                return taken.get();
            });
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
