package dev.corral.origin;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

/// Takes every request: `/seen` and `/mark` at once and uncounted, all others by way of [Seen] to their behaviour.
/// Shared by all loops.
final class Dispatcher implements Handler<HttpServerRequest> {
    static final String SEEN_PATH = "/seen";
    static final String MARK_PATH = "/mark";

    private final Vertx vertx;
    private final Catalogue catalogue;
    private final Seen seen;

    Dispatcher(Vertx vertx, Catalogue catalogue, Seen seen) {
        this.vertx = vertx;
        this.catalogue = catalogue;
        this.seen = seen;
    }

    @Override
    public void handle(HttpServerRequest request) {
        // Null for a target that is no path, such as "*".
        String path = request.path() == null ? "" : request.path();
        switch (path) {
            case SEEN_PATH -> report(request);
            case MARK_PATH -> mark(request);
            default -> behave(request, path);
        }
    }

    private void behave(HttpServerRequest request, String path) {
        String host = request.headers().get(HttpHeaders.HOST);
        Exchange exchange = new Exchange(vertx, request, seen.enter(path, host == null ? "" : host));
        Behaviour behaviour = catalogue.at(path);
        if (behaviour == null) {
            exchange.text(404, catalogue.unknown(path));
            return;
        }
        try {
            Query query = Query.of(request.query());
            query.check(behaviour.parameters());
            behaviour.answer(exchange, query);
        } catch (BadParameterException e) {
            exchange.text(400, e.getMessage() + "\n");
        }
    }

    private void report(HttpServerRequest request) {
        if (request.method().equals(HttpMethod.GET)) {
            json(request, seen.report());
        } else {
            refuse(request, HttpMethod.GET);
        }
    }

    private void mark(HttpServerRequest request) {
        if (request.method().equals(HttpMethod.POST)) {
            json(request, new JsonObject().put("mark_ms", seen.mark()));
        } else {
            refuse(request, HttpMethod.POST);
        }
    }

    private static void json(HttpServerRequest request, JsonObject body) {
        var _ = request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(body.toBuffer());
    }

    private static void refuse(HttpServerRequest request, HttpMethod expected) {
        var _ = request.response()
                .setStatusCode(405)
                .putHeader(HttpHeaders.ALLOW, expected.name())
                .end("method is " + request.method().name() + "; expected " + expected.name() + "\n");
    }
}
