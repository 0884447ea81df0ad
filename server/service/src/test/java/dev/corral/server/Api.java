package dev.corral.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The API as an ordinary client uses it. Every call has a bound.
public final class Api implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();
    private final int port;

    public Api(int port) {
        this.port = port;
    }

    /// An answer.
    public record Answer(int status, HttpResponse<String> response) {
        public String body() {
            return response.body();
        }

        public JsonNode json() throws Exception {
            return JSON.readTree(response.body());
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    public Answer get(String path, String... headers) throws Exception {
        return send(request(path, headers).GET());
    }

    public Answer delete(String path, String... headers) throws Exception {
        return send(request(path, headers).DELETE());
    }

    /// Single quotes in the body stand for double ones.
    public Answer post(String path, String body, String... headers) throws Exception {
        return send(request(path, headers).POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    /// Any request; a null body is none.
    public Answer call(String method, String path, @Nullable String body, String... headers) throws Exception {
        return send(request(path, headers)
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body)));
    }

    /// Submits a JSON job that is to be detached, and gives its id.
    public String detach(String job) throws Exception {
        Answer answer = post("/v1/jobs", job, "Content-Type", "application/json", "Prefer", "respond-async");
        if (answer.status() != 202) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
        return answer.json().path("id").asText();
    }

    public JsonNode job(String id) throws Exception {
        return get("/v1/jobs/" + id).json();
    }

    /// Waits until a job has ended, and gives its view.
    public JsonNode ended(String id) throws Exception {
        Patience.until(
                "job " + id + " has ended", () -> job(id).path("state").asText().equals("ended"));
        return job(id);
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(LIMIT);
        return headers.length == 0 ? request : request.headers(headers);
    }

    @SuppressWarnings("InterruptedExceptionSwallowed") // a test that is interrupted fails as on anything else
    private Answer send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response);
    }

    @Override
    public void close() {
        client.close();
    }
}
