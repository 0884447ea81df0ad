package dev.corral.server.cli.demo;

import dev.corral.nursery.vertx.VertxFutures;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.parsetools.RecordParser;
import java.io.IOException;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// Sends jobs to a service as lines of text and takes in the results at the same time: neither is ever held
/// whole.
final class JobClient {
    private static final int CHUNK_BYTES = 32 * 1024;
    private static final int HTTP_OK = 200;

    private final HttpClient http;
    private final RequestOptions target;

    /// @param jobsUrl of the service, with the options of the jobs as its query
    JobClient(HttpClient http, String jobsUrl) {
        this.http = http;
        this.target = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(jobsUrl)
                .putHeader("Content-Type", "text/plain; charset=utf-8");
    }

    /// Lines of a job.
    ///
    /// @param first index of the first line
    record Lines(long first, int count, LongFunction<String> text) {}

    /// Runs one job to the end of its stream. A checkpoint; when cancelled, the connection is closed, and so
    /// the job ends too.
    ///
    /// @return what was wrong with the stream; null if nothing was
    /// @throws IOException if the service refused the job, or the connection broke
    @Nullable
    String run(Lines lines, Tally tally) throws Exception {
        JobStream stream = new JobStream(lines.count(), tally);
        HttpClientRequest request = VertxFutures.await(http.request(target), HttpClientRequest::reset);
        boolean whole = false;
        try {
            Future<Void> results = request.setChunked(true).response().compose(response -> results(response, stream));
            send(request, lines, results);
            VertxFutures.await(results);
            whole = true;
        } finally {
            if (!whole) {
                var _ = request.reset();
            }
        }
        return stream.problem();
    }

    /// Stops when the answer is over before the request is: then that is what counts.
    private static void send(HttpClientRequest request, Lines lines, Future<Void> results) throws Exception {
        StringBuilder chunk = new StringBuilder(CHUNK_BYTES + 256);
        for (int i = 0; i < lines.count() && !results.isComplete(); i++) {
            chunk.append(lines.text().apply(lines.first() + i)).append('\n');
            if (chunk.length() >= CHUNK_BYTES) {
                VertxFutures.await(request.write(chunk.toString()).otherwiseEmpty());
                chunk.setLength(0);
            }
        }
        VertxFutures.await(request.end(chunk.toString()).otherwiseEmpty());
    }

    private static Future<Void> results(HttpClientResponse response, JobStream stream) {
        if (response.statusCode() != HTTP_OK) {
            return response.body()
                    .compose(body -> Future.failedFuture(new IOException(
                            "the service refused the job with " + response.statusCode() + ": " + body)));
        }
        RecordParser parser = RecordParser.newDelimited("\n", (Buffer line) -> stream.line(line.getBytes()));
        response.handler(parser);
        // The stream itself tells whether it was cut short.
        return response.end().otherwiseEmpty();
    }
}
