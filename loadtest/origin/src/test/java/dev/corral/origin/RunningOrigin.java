package dev.corral.origin;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;

/// An origin on a free port and a client of it. Each wait has a bound.
final class RunningOrigin implements AutoCloseable {
    private static final int WAIT_SECONDS = 10;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client =
            vertx.createHttpClient(new HttpClientOptions().setKeepAlive(true), new PoolOptions().setHttp1MaxSize(64));
    private final Origin origin;

    /// A whole answer.
    record Answer(int status, MultiMap headers, Buffer body) {
        String text() {
            return body.toString();
        }
    }

    RunningOrigin() {
        this(InstantSource.system(), 1);
    }

    RunningOrigin(InstantSource clock, int loops) {
        origin = await(Origin.start(vertx, new OriginOptions("127.0.0.1", 0, loops), clock));
    }

    int port() {
        return origin.port();
    }

    Vertx vertx() {
        return vertx;
    }

    Answer get(String target) {
        return await(fetch(HttpMethod.GET, target));
    }

    Answer send(HttpMethod method, String target) {
        return await(fetch(method, target));
    }

    /// Starts a request and does not wait for the answer.
    Future<Answer> fetch(HttpMethod method, String target) {
        return fetch(method, target, "127.0.0.1:" + origin.port());
    }

    Future<Answer> fetch(HttpMethod method, String target, String host) {
        return exchange(
                method,
                target,
                request -> request.putHeader(HttpHeaders.HOST, host)
                        .send()
                        .compose(response -> response.body()
                                .map(body -> new Answer(response.statusCode(), response.headers(), body))));
    }

    /// Opens a request and does the rest on its event loop, so that no part of the answer can come unobserved.
    <T> Future<T> exchange(HttpMethod method, String target, Function<HttpClientRequest, Future<T>> rest) {
        Promise<T> result = Promise.promise();
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setHost("127.0.0.1")
                .setPort(origin.port())
                .setURI(target);
        vertx.runOnContext(_ -> client.request(options).compose(rest).onComplete(result));
        return result.future();
    }

    /// A bare connection on which this request has been sent.
    Socket raw(String target) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), origin.port());
        socket.setSoTimeout(WAIT_SECONDS * 1000);
        String head = "GET " + target + " HTTP/1.1\r\nHost: raw\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    JsonObject seen() {
        return get("/seen").body().toJsonObject();
    }

    /// What was seen of one path, as soon as it satisfies the condition.
    JsonObject seen(String path, Predicate<JsonObject> condition) {
        long start = System.nanoTime();
        while (true) {
            JsonObject report = seen();
            JsonObject ofPath = report.getJsonObject("paths").getJsonObject(path, new JsonObject());
            if (!ofPath.isEmpty() && condition.test(ofPath)) {
                return ofPath;
            }
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(WAIT_SECONDS)) {
                throw new AssertionError("not within " + WAIT_SECONDS + " s; seen: " + report.encodePrettily());
            }
        }
    }

    static <T> T await(Future<T> future) {
        try {
            return future.await(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("not within " + WAIT_SECONDS + " s", e);
        }
    }

    @Override
    public void close() {
        var _ = await(vertx.close());
    }
}
