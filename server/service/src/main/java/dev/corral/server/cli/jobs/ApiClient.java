package dev.corral.server.cli.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.corral.nursery.Interruptible;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Asks a service. Each method is a checkpoint, and a cancel ends its request.
public final class ApiClient implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int FIRST_REFUSAL = 400;
    private static final int QUOTA = 429;
    private static final int FIRST_FAULT = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServerAddress server;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    public ApiClient(ServerAddress server) {
        this.server = server;
    }

    /// Gets a JSON document.
    public JsonNode get(String path) throws UnreachableException, RefusedException, InterruptedException {
        return json(send(request(path, ANSWER).header("Accept", "application/json")));
    }

    /// Gets text for people.
    public String text(String path) throws UnreachableException, RefusedException, InterruptedException {
        return new String(bytes(send(request(path, ANSWER).header("Accept", "text/plain"))), StandardCharsets.UTF_8);
    }

    /// Tells a job something, and gives what it is then.
    ///
    /// @param wait how long the service may wait for the job to be over before it answers
    public Told post(String path, Duration wait) throws UnreachableException, RefusedException, InterruptedException {
        HttpRequest.Builder request = request(path, ANSWER.plus(wait)).POST(BodyPublishers.noBody());
        if (wait.isPositive()) {
            // Whole seconds are all that the header can say.
            request.header("Prefer", "wait=" + wait.plusMillis(999).toSeconds());
        }
        HttpResponse<InputStream> response = send(request);
        return new Told(response.statusCode(), json(response));
    }

    /// An answer to a [#post].
    public record Told(int status, JsonNode job) {}

    /// Opens a job's stream of records behind the record with this number. To be closed by the caller.
    InputStream stream(String id, long after) throws UnreachableException, RefusedException, InterruptedException {
        return send(request("/v1/jobs/" + id + "/stream?after=" + after, ANSWER)
                        .header("Accept", "application/x-ndjson"))
                .body();
    }

    private HttpRequest.Builder request(String path, Duration limit) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(path)).timeout(limit);
        String key = server.key();
        return key == null ? request : request.header("Authorization", "Bearer " + key);
    }

    private HttpResponse<InputStream> send(HttpRequest.Builder request)
            throws UnreachableException, RefusedException, InterruptedException {
        HttpResponse<InputStream> response = reaching(() -> http.send(request.build(), BodyHandlers.ofInputStream()));
        int status = response.statusCode();
        if (status < FIRST_REFUSAL) {
            return response;
        }
        RefusedException refused = RefusedException.of(status, problem(bytes(response)));
        if (status == QUOTA || status >= FIRST_FAULT) {
            throw new UnreachableException(String.valueOf(refused.getMessage()), refused);
        }
        throw refused;
    }

    private JsonNode json(HttpResponse<InputStream> response) throws UnreachableException, InterruptedException {
        return reaching(() -> JSON.readTree(response.body()));
    }

    private byte[] bytes(HttpResponse<InputStream> response) throws UnreachableException, InterruptedException {
        return reaching(() -> {
            try (InputStream body = response.body()) {
                return body.readAllBytes();
            }
        });
    }

    private static JsonNode problem(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            // Not from the service itself: the status has to do.
            return MissingNode.getInstance();
        }
    }

    /// Reads and writes that can fail by the network.
    interface Exchange<T> {
        T call() throws IOException, InterruptedException;
    }

    <T> T reaching(Exchange<T> exchange) throws UnreachableException, InterruptedException {
        try {
            return Interruptible.call(exchange::call);
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new UnreachableException(
                    "cannot reach the service at " + server + ": " + why(e) + "; is 'corral serve' running there?", e);
        }
    }

    private static String why(Exception e) {
        if (e instanceof ConnectException && e.getMessage() == null) {
            return "connection refused";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
