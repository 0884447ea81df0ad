package dev.corral.loadtest.control;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// One item on a thread that nobody owns.
///
/// @param results gets the members of its record, on that thread
record UnstructuredItem(HttpClient client, Semaphore permits, Consumer<String> results, AtomicLong tasksLive) {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    void start(int index, String url) {
        tasksLive.incrementAndGet();
        Thread.startVirtualThread(() -> {
            try {
                results.accept("\"index\":" + index + "," + fetch(url));
            } finally {
                tasksLive.decrementAndGet();
            }
        });
    }

    private String fetch(String url) {
        permits.acquireUninterruptibly();
        try {
            RequestOptions options = new RequestOptions().setAbsoluteURI(url).setTimeout(LIMIT.toMillis());
            int status = client.request(options)
                    .compose(HttpClientRequest::send)
                    .compose(UnstructuredItem::statusAtTheEnd)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
            return status < 400 ? "\"outcome\":\"ok\",\"attempts\":1,\"status\":" + status : failed("status");
        } catch (ExecutionException e) {
            return failed("reset");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed("cancelled");
        } finally {
            permits.release();
        }
    }

    private static Future<Integer> statusAtTheEnd(HttpClientResponse response) {
        return response.end().map(_ -> response.statusCode());
    }

    private static String failed(String kind) {
        return "\"outcome\":\"failed\",\"attempts\":1,\"error\":{\"kind\":\"" + kind + "\"}";
    }
}
