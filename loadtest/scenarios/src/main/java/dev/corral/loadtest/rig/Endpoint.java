package dev.corral.loadtest.rig;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Something that should answer over HTTP. Thread-safe.
final class Endpoint implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();

    /// Asks once. A checkpoint.
    ///
    /// @throws NotReadyException if it does not answer 200
    void mustAnswer(String what, String url) throws NotReadyException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url)).timeout(LIMIT).build();
        try {
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                throw new IOException("status " + status);
            }
        } catch (IOException e) {
            throw new NotReadyException("cannot reach the " + what + ": " + url + " gives " + e + ", expected 200", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
