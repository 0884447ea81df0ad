package dev.corral.origin;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/// A request and its answer to be, as behaviours see them.
///
/// Belongs to the event loop of its connection. Once the answer has ended or the client has left, it is over: its
/// timer is gone and nothing that was to happen later happens.
final class Exchange {
    private static final long NO_TIMER = -1;
    private static final CharSequence PLAIN_TEXT = HttpHeaders.createOptimized("text/plain; charset=utf-8");

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Visit visit;
    private long timer = NO_TIMER;
    private boolean over;
    private Runnable atEnd = () -> {};

    Exchange(Vertx vertx, HttpServerRequest request, Visit visit) {
        this.vertx = vertx;
        this.request = request;
        this.response = request.response();
        this.visit = visit;
        // Runs when the response has ended, and also when the connection closed before.
        response.endHandler(_ -> conclude());
    }

    private void conclude() {
        if (response.ended()) {
            visit.answered();
        } else {
            visit.abandoned();
        }
        over = true;
        if (timer != NO_TIMER) {
            vertx.cancelTimer(timer);
        }
        atEnd.run();
    }

    HttpServerRequest request() {
        return request;
    }

    HttpServerResponse response() {
        return response;
    }

    /// Whether the answer has ended or the client has left.
    boolean isOver() {
        return over;
    }

    /// Whether the client asked for the head only (`HEAD`), so that a body would break the framing.
    boolean wantsHeadOnly() {
        return request.method().equals(HttpMethod.HEAD);
    }

    /// Answers with plain text.
    void text(int status, String body) {
        response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, PLAIN_TEXT);
        end(Buffer.buffer(body));
    }

    /// Ends the answer with this body; a `HEAD` request gets its length only.
    void end(Buffer body) {
        var _ = response.end(body);
    }

    /// Does `step` after this many milliseconds (at once when 0), unless the exchange is over by then. One at a time.
    void after(long millis, Runnable step) {
        if (millis == 0) {
            step.run();
        } else {
            timer = vertx.setTimer(millis, _ -> {
                timer = NO_TIMER;
                step.run();
            });
        }
    }

    /// Does `action` when the exchange is over, however it ended. One only.
    void atEnd(Runnable action) {
        atEnd = action;
    }

    /// Says that the behaviour has played out although no whole response was given: it counts as answered.
    void playedOut() {
        visit.answered();
    }

    /// Continues on a later turn of the event loop, so that a long answer does not keep others waiting.
    void nextTurn(Runnable step) {
        vertx.runOnContext(_ -> step.run());
    }
}
