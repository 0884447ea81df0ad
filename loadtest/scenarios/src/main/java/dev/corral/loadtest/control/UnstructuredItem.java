package dev.corral.loadtest.control;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/// One item on a thread that nobody owns.
record UnstructuredItem(HttpClient client, Semaphore permits, BlockingQueue<String> results, AtomicLong tasksLive) {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    void start(int index, String url) {
        tasksLive.incrementAndGet();
        Thread.startVirtualThread(() -> {
            try {
                results.add("\"index\":" + index + "," + fetch(url));
            } finally {
                tasksLive.decrementAndGet();
            }
        });
    }

    private String fetch(String url) {
        permits.acquireUninterruptibly();
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url)).timeout(LIMIT).build();
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            return status < 400 ? "\"outcome\":\"ok\",\"attempts\":1,\"status\":" + status : failed("status");
        } catch (IOException e) {
            return failed("reset");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed("cancelled");
        } finally {
            permits.release();
        }
    }

    private static String failed(String kind) {
        return "\"outcome\":\"failed\",\"attempts\":1,\"error\":{\"kind\":\"" + kind + "\"}";
    }
}
