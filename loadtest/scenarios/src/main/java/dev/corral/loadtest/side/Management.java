package dev.corral.loadtest.side;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.corral.loadtest.measure.Exposition;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/// Asks servers about themselves, over connections that are kept. Thread-safe.
public final class Management implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();

    /// An answer with its body.
    public record Answer(int status, HttpResponse<String> response) {
        public String body() {
            return response.body();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    public Answer get(String url) throws IOException, InterruptedException {
        return send("GET", url, Map.of(), "", LIMIT);
    }

    public Answer post(String url, Map<String, String> headers, String body) throws IOException, InterruptedException {
        return send("POST", url, headers, body, LIMIT);
    }

    /// Asks. A checkpoint; a cancel gives the answer up.
    public Answer send(String method, String url, Map<String, String> headers, String body, Duration limit)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(limit)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        return new Answer(response.statusCode(), response);
    }

    /// The metrics at a management port.
    public Exposition metrics(String management) throws IOException, InterruptedException {
        Answer answer = get(management + "/metrics");
        if (answer.status() != 200) {
            throw new IOException(management + "/metrics gives " + answer.status() + ", expected 200");
        }
        return Exposition.parse(answer.body());
    }

    /// What the origin saw.
    public JsonNode seen(String origin) throws IOException, InterruptedException {
        return JSON.readTree(get(origin + "/seen").body());
    }

    /// Has the origin count from now on.
    public void mark(String origin) throws IOException, InterruptedException {
        if (post(origin + "/mark", Map.of(), "").status() != 200) {
            throw new IOException(origin + "/mark does not give 200: is it an origin of ours?");
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
