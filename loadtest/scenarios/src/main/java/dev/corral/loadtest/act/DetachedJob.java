package dev.corral.loadtest.act;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.corral.loadtest.run.Run;
import dev.corral.loadtest.side.JobOrder;
import dev.corral.loadtest.side.Management;
import dev.corral.loadtest.side.RawExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A job that goes on without its client.
///
/// @param path of the job, as the answer's Location
record DetachedJob(Run run, String path) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /// Creates one; null if it was not acknowledged. A checkpoint.
    static @Nullable DetachedJob create(Run run, JobOrder order) throws IOException, InterruptedException {
        JobOrder detached = order.with("Prefer", "respond-async");
        Management.Answer answer = run.management()
                .send("POST", run.target().service() + detached.path(), detached.headers(), detached.body(), LIMIT);
        String location = answer.header("Location");
        if (answer.status() != 202 || location.isEmpty()) {
            return null;
        }
        return new DetachedJob(run, URI.create(location).getPath());
    }

    JsonNode view() throws IOException, InterruptedException {
        return JSON.readTree(run.management().get(run.target().service() + path).body());
    }

    boolean hasEnded() throws IOException, InterruptedException {
        return view().path("state").asText().equals("ended");
    }

    /// Opens its stream behind a record. Blocks.
    RawExchange stream(long after) throws IOException {
        RawExchange exchange = run.calls().open(0);
        try {
            String authority = URI.create(run.target().service()).getAuthority();
            exchange.send(("GET " + path + "/stream?after=" + after + " HTTP/1.1\r\nHost: " + authority
                            + "\r\nAccept: application/x-ndjson\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            int status = exchange.head().status();
            if (status != 200) {
                throw new IOException(path + "/stream gives " + status + ", expected 200");
            }
            return exchange;
        } catch (IOException e) {
            exchange.close();
            throw e;
        }
    }
}
