package dev.corral.server.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.corral.nursery.CancelScope;
import dev.corral.nursery.Task;
import dev.corral.nursery.vertx.VertxFutures;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Asks the service's metrics how many tasks are alive, and the origin what it saw.
final class Probe {
    private static final Duration PERIOD = Duration.ofMillis(100);
    private static final Duration END_PERIOD = Duration.ofMillis(10);
    private static final Duration END_LIMIT = Duration.ofSeconds(5);
    private static final Pattern TASKS = Pattern.compile("(?m)^corral_tasks_live(?:\\{[^}]*})? ([0-9.eE+-]+)$");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final String metricsUrl;
    private final URI origin;
    private volatile long peak;

    Probe(HttpClient http, String metricsUrl, URI origin) {
        this.http = http;
        this.metricsUrl = metricsUrl;
        this.origin = origin;
    }

    /// Watches the tasks until it is cancelled. A task's body.
    void watch() throws Exception {
        while (true) {
            var _ = tasksAlive();
            Task.sleep(PERIOD);
        }
    }

    /// Tasks of jobs that are alive now. A checkpoint.
    long tasksAlive() throws Exception {
        long now = tasksIn(get(metricsUrl).toString());
        peak = Math.max(peak, now);
        return now;
    }

    /// The most that were ever seen alive.
    long peak() {
        return peak;
    }

    /// Tasks alive after the last job's last byte: its own task ends just after that, so a moment is given.
    long tasksAtTheEnd() throws Exception {
        CancelScope.moveOnAfter(END_LIMIT, scope -> {
            try {
                while (tasksAlive() > 0) {
                    Task.sleep(END_PERIOD);
                }
            } catch (InterruptedException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("the metrics of the service cannot be read", e);
            }
        });
        return tasksAlive();
    }

    /// The origin's own account.
    Findings.OriginView seen() throws Exception {
        JsonNode total = JSON.readTree(get(origin + "/seen").getBytes()).path("total");
        return new Findings.OriginView(
                total.path("requests").asLong(),
                total.path("highest_concurrency").asLong());
    }

    private Buffer get(String url) throws Exception {
        RequestOptions request = new RequestOptions().setMethod(HttpMethod.GET).setAbsoluteURI(url);
        return VertxFutures.await(
                http.request(request).compose(opened -> opened.send().compose(Probe::body)));
    }

    private static Future<Buffer> body(HttpClientResponse response) {
        return response.statusCode() == 200
                ? response.body()
                : Future.failedFuture(
                        new IOException(response.request().absoluteURI() + " answered " + response.statusCode()));
    }

    static long tasksIn(String metrics) {
        Matcher matcher = TASKS.matcher(metrics);
        if (!matcher.find()) {
            throw new IllegalStateException("the metrics of the service do not tell corral_tasks_live");
        }
        return Math.round(Double.parseDouble(matcher.group(1)));
    }
}
