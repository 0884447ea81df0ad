package dev.corral.server.http;

import dev.corral.server.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/// Answers that are no streams. On the event loop.
final class Replies {
    static final String RETRY_AFTER_SECONDS = "1";

    /// The limit of a service that takes nothing for now.
    private static final String SERVICE = "service";

    private Replies() {}

    /// Names a request in answers and logs.
    static String newRequestId() {
        return "req_" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    /// Completes when the answer has gone to the network; a peer that has left is no error.
    static Future<Void> problem(HttpServerResponse response, Problem problem) {
        if (response.headWritten() || response.closed()) {
            return Future.succeededFuture();
        }
        response.setStatusCode(problem.status()).putHeader(HttpHeaders.CONTENT_TYPE, Problem.CONTENT_TYPE);
        if (problem.status() == 503 || problem.status() == 429) {
            response.putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            if (!response.headers().contains(Exchange.RATE_LIMIT)) {
                Exchange.rateLimit(SERVICE, 0).forEach(response::putHeader);
            }
        }
        return finish(response, Buffer.buffer(problem.toJson()));
    }

    static void text(HttpServerResponse response, String contentType, String body) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, contentType);
        var _ = finish(response, Buffer.buffer(body));
    }

    private static Future<Void> finish(HttpServerResponse response, Buffer body) {
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return end(response, body).otherwiseEmpty();
    }

    /// Says the length also where the request was HEAD, and the body itself is left out.
    static Future<Void> end(HttpServerResponse response, Buffer body) {
        return response.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length()))
                .end(body);
    }
}
