package dev.corral.server.http;

import dev.corral.server.metrics.ApiMeters;
import dev.corral.server.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// The clients' connections of one event loop: how many there may be, how long each may go without a request,
/// and how the last answer on one is given. Confined to the loop.
///
/// ```
///   new ──head limit──> closed
///    └──request──> busy ──answered──> kept ──kept limit──> closed
///                   │                  └──request──> busy
///                   └──refused before its body was read──> leaving ──end of the body, or a while──> closed
/// ```
final class Connections {
    /// How long the rest of a refused body is read and dropped: were the connection closed at once, the answer
    /// could be lost on its way (RFC 9112, section 9.6).
    private static final Duration LINGER = Duration.ofSeconds(1);

    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final Inbound limits;
    private final ApiMeters meters;
    private final Map<HttpConnection, Visit> visits = new HashMap<>();

    private static final class Visit {
        private long timerId = NO_TIMER;
        private boolean leaving;
    }

    Connections(Vertx vertx, Inbound limits, ApiMeters meters) {
        this.vertx = vertx;
        this.limits = limits;
        this.meters = meters;
    }

    /// A connection has come.
    void opened(HttpConnection connection) {
        // Unhandled, what a client does wrong would stand in our log, in its own words.
        connection.exceptionHandler(fault -> {});
        MalformedHttp.watch(connection);
        if (visits.size() >= limits.connections()) {
            close(connection);
            return;
        }
        Visit visit = new Visit();
        visits.put(connection, visit);
        meters.connections().increment();
        connection.closeHandler(ignored -> closed(connection));
        closeAfter(limits.head(), connection, visit);
    }

    /// A request has come. False if it is none of ours, since its connection is being closed.
    boolean begin(HttpServerRequest request) {
        Visit visit = visits.get(request.connection());
        if (visit == null || visit.leaving) {
            return false;
        }
        disarm(visit);
        request.response().endHandler(ignored -> answered(request.connection(), visit));
        return true;
    }

    private void answered(HttpConnection connection, Visit visit) {
        if (!visit.leaving && visits.containsKey(connection)) {
            closeAfter(limits.kept(), connection, visit);
        }
    }

    /// Answers a request that is not served. If its body was not read to the end, it is the last request of
    /// its connection.
    void refuse(HttpServerRequest request, Problem problem) {
        meters.refused(problem);
        Visit visit = visits.get(request.connection());
        if (visit == null || request.isEnded() || !announcesBody(request)) {
            Replies.problem(request.response(), problem);
            return;
        }
        visit.leaving = true;
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        request.handler(dropped -> {}).exceptionHandler(left -> {});
        Future<Void> answered = Replies.problem(request.response(), problem);
        Future<Void> drained = request.end();
        request.resume();
        closeAfter(LINGER, request.connection(), visit);
        Future.join(answered, drained).onComplete(ignored -> close(request.connection()));
    }

    /// As [#refuse], of a request whose body broke the connection: the answer goes out before that is closed.
    void refuseBroken(HttpServerRequest request, Problem problem) {
        refuse(request, problem);
        if (request.connection() instanceof ConnectionBase base) {
            base.channelHandlerContext().flush();
        }
    }

    /// The answer to a request has been given: if its body was not read to the end, it is the last request of its
    /// connection.
    void last(HttpServerRequest request) {
        Visit visit = visits.get(request.connection());
        // The end of the body may have come since the caller looked.
        if (visit == null || request.isEnded()) {
            return;
        }
        visit.leaving = true;
        request.handler(dropped -> {}).exceptionHandler(left -> {}).endHandler(whole -> close(request.connection()));
        request.resume();
        closeAfter(LINGER, request.connection(), visit);
    }

    private static boolean announcesBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || (length != null && !length.equals("0"));
    }

    private void closeAfter(Duration limit, HttpConnection connection, Visit visit) {
        disarm(visit);
        visit.timerId = vertx.setTimer(limit.toMillis(), ignored -> close(connection));
    }

    private void disarm(Visit visit) {
        if (visit.timerId != NO_TIMER) {
            vertx.cancelTimer(visit.timerId);
            visit.timerId = NO_TIMER;
        }
    }

    private void closed(HttpConnection connection) {
        Visit visit = visits.remove(connection);
        if (visit != null) {
            meters.connections().decrement();
            disarm(visit);
        }
    }

    /// Closes the socket, whatever the peer has still to read. An orderly close would wait for a peer that
    /// does not read.
    static void close(HttpConnection connection) {
        if (connection instanceof ConnectionBase base) {
            var _ = base.channelHandlerContext().close();
        }
    }
}
