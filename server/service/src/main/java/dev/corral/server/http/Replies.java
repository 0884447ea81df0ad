package dev.corral.server.http;

import dev.corral.server.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/// Answers that are no streams. On the event loop.
final class Replies {
    private static final String RETRY_AFTER_SECONDS = "1";

    private Replies() {}

    /// Names a request in answers and logs.
    static String newRequestId() {
        return "req_" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    static void problem(HttpServerResponse response, Problem problem) {
        if (response.headWritten() || response.closed()) {
            return;
        }
        response.setStatusCode(problem.status()).putHeader(HttpHeaders.CONTENT_TYPE, Problem.CONTENT_TYPE);
        if (problem.status() == 503 || problem.status() == 429) {
            response.putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        finish(response, Buffer.buffer(problem.toJson()));
    }

    /// Answers a request whose body was not read to its end: what is left of it must not be taken for the
    /// next one.
    static void problemAndClose(HttpServerRequest request, Problem problem) {
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        problem(request.response(), problem);
    }

    static void text(HttpServerResponse response, String contentType, String body) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, contentType);
        finish(response, Buffer.buffer(body));
    }

    /// A peer that has left gets no answer, and that is no error.
    private static void finish(HttpServerResponse response, Buffer body) {
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.end(body).onFailure(left -> {});
    }
}
