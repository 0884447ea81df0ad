package dev.corral.loadtest.control;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Fire and forget, on purpose: `POST /v1/jobs` takes the same fetch job, starts a virtual thread for each
/// item, and writes each result when it is there. When the client leaves, the threads go on, since nobody
/// knows them any more. The permits are the same, `concurrency.max` at once, and so are HTTP server and
/// client, so that the difference is what the real service adds.
///
/// Ends when standard input does.
public final class UnstructuredService extends AbstractVerticle {
    private static final int CONNECTIONS = 1024;
    private static final String LOOPBACK = "127.0.0.1";

    private final AtomicLong tasksLive;
    private final AtomicInteger port;
    private final HttpClient client;

    private UnstructuredService(AtomicLong tasksLive, AtomicInteger port, HttpClient client) {
        this.tasksLive = tasksLive;
        this.port = port;
        this.client = client;
    }

    static void main() throws IOException {
        Vertx vertx = Vertx.vertx();
        HttpClient client = vertx.createHttpClient(
                new PoolOptions().setHttp1MaxSize(CONNECTIONS).setEventLoopSize(0));
        AtomicLong tasksLive = new AtomicLong();
        AtomicInteger port = new AtomicInteger();
        int loops = Runtime.getRuntime().availableProcessors();
        vertx.deployVerticle(
                        () -> new UnstructuredService(tasksLive, port, client),
                        new DeploymentOptions().setInstances(loops))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        IO.println("control listening on http://" + LOOPBACK + ":" + port.get());
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }

    @Override
    public void start(Promise<Void> started) {
        // A negative port is a free one, which all instances share.
        vertx.createHttpServer()
                .requestHandler(this::handle)
                .listen(-1, LOOPBACK)
                .onSuccess(server -> port.set(server.actualPort()))
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private void handle(HttpServerRequest request) {
        if ("/metrics".equals(request.path())) {
            var _ = request.response().end(ControlMetrics.text(tasksLive.get()));
            return;
        }
        if ("/collect".equals(request.path())) {
            System.gc();
            var _ = request.response().end();
            return;
        }
        request.bodyHandler(body -> job(body, request.response()));
    }

    private void job(Buffer body, HttpServerResponse response) {
        JsonObject document = body.toJsonObject();
        JsonArray items = document.getJsonArray("items");
        int most = document.getJsonObject("concurrency").getInteger("max");
        UnstructuredJob job = new UnstructuredJob(response, items.size());
        job.begin();
        UnstructuredItem item = new UnstructuredItem(client, new Semaphore(most, true), job::add, tasksLive);
        for (int index = 0; index < items.size(); index++) {
            item.start(index, items.getString(index));
        }
    }
}
