package dev.corral.server.dashboard;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/// A server to fetch from: it answers well, badly, at length, or not at all.
final class SmallOrigin implements Part {
    private static final int WAIT_SECONDS = 10;
    private static final String LONG_BODY = "x".repeat(200_000);

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger held = new AtomicInteger();
    private final HttpServer server;

    SmallOrigin() throws TimeoutException {
        server = vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .await(WAIT_SECONDS, TimeUnit.SECONDS);
    }

    int port() {
        return server.actualPort();
    }

    /// Requests that are never answered and whose clients still wait.
    int held() {
        return held.get();
    }

    private void answer(HttpServerRequest request) {
        switch (String.valueOf(request.path())) {
            case "/ok" -> request.response().end("ok").onFailure(left -> {});
            case "/long" -> request.response().end(LONG_BODY).onFailure(left -> {});
            case "/busy" ->
                request.response()
                        .setStatusCode(503)
                        .putHeader("Retry-After", "1")
                        .end()
                        .onFailure(left -> {});
            case "/silent" -> {
                held.incrementAndGet();
                request.connection().closeHandler(_ -> held.decrementAndGet());
            }
            default -> request.response().setStatusCode(500).end().onFailure(left -> {});
        }
    }

    @Override
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(WAIT_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
