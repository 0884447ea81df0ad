package dev.corral.server.fetch;

import dev.corral.nursery.Suspension;
import dev.corral.server.job.Body;
import dev.corral.server.stream.ErrorKind;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One request and its answer, whole on one event loop: every method runs on the loop's thread, and the task
/// that waits is woken once, at the end.
///
/// ```
///   connecting ──> waiting for the head ──> receiving ──> over
///        └──────────────────┴───────────────────┴──── fault, time limit, cancellation ──> over
/// ```
///
/// Whatever ends it before its time resets the request, and with it closes the connection: when the task goes
/// on, nothing of its request is left that the origin could still see. A connection that is still being made then
/// cannot be given up: it is closed unused as soon as it stands, when the time limit for it is over at the latest.
final class Attempt {
    /// Interim answers that one request may get: more is a peer that never comes to the point.
    private static final int MOST_INTERIM = 16;

    /// What is read of a redirect's body to keep its connection.
    private static final int MOST_IGNORED_BYTES = 64 * 1024;

    private static final int FIRST_FINAL_STATUS = 200;

    private final FetchCall call;
    private final Suspension<Answer> suspension;
    private final Phases phases;
    private long connectedNanos = -1;
    private long firstByteNanos = -1;
    private @Nullable HttpClientRequest request;
    private @Nullable Head head;
    private @Nullable BodyIntake body;
    private int interim;
    /// Whether the body is of a redirect, which nobody reads.
    private boolean ignoring;
    private boolean over;

    Attempt(Phases phases, FetchCall call, Suspension<Answer> suspension) {
        this.phases = phases;
        this.call = call;
        this.suspension = suspension;
    }

    /// @param userAgent sent where the caller names none
    void begin(HttpClient client, RequestOptions options, String userAgent) {
        phases.begin(this::timedOut);
        client.request(options).onComplete(connected -> {
            if (connected.succeeded()) {
                send(connected.result(), userAgent);
            } else {
                fault(connected.cause());
            }
        });
    }

    private void send(HttpClientRequest opened, String userAgent) {
        opened.exceptionHandler(this::fault);
        if (over) {
            // Too late: nothing was sent on this connection, and nothing will be. Reset, it would be kept.
            opened.connection().close();
            return;
        }
        request = opened;
        connectedNanos = phases.connected();
        putHeaders(opened.headers(), userAgent);
        opened.continueHandler(ignored -> interim()).earlyHintsHandler(ignored -> interim());
        Body sent = call.body();
        (sent == null ? opened.send() : opened.send(Buffer.buffer(sent.bytes()))).onComplete(answered -> {
            if (answered.succeeded()) {
                receive(answered.result());
            } else {
                fault(answered.cause());
            }
        });
    }

    private void putHeaders(MultiMap headers, String userAgent) {
        // The client would leave out the brackets of IPv6.
        headers.set(HttpHeaders.HOST, call.target().authority())
                .set(HttpHeaders.ACCEPT_ENCODING, Coding.OFFERED)
                .set(HttpHeaders.USER_AGENT, userAgent);
        for (Map.Entry<String, String> header : call.headers().entrySet()) {
            headers.set(header.getKey(), header.getValue());
        }
    }

    private void interim() {
        if (++interim > MOST_INTERIM) {
            breakOff(new Fault(ErrorKind.PROTOCOL, "more than " + MOST_INTERIM + " interim answers"));
        }
    }

    private void receive(HttpClientResponse response) {
        response.exceptionHandler(this::fault);
        if (over) {
            return;
        }
        if (response.statusCode() < FIRST_FINAL_STATUS) {
            // The client takes it for the whole answer, and the connection for free: the real answer, which is
            // still to come, would go to the next request. So the connection must end here.
            breakOff(new Fault(
                    ErrorKind.PROTOCOL, "an interim answer of an unknown kind, status " + response.statusCode()));
            return;
        }
        firstByteNanos = phases.received();
        try {
            take(response, Head.of(response));
        } catch (BodyFault e) {
            breakOff(e.fault());
        }
    }

    private void take(HttpClientResponse response, Head got) throws BodyFault {
        head = got;
        boolean followed = Redirect.isFollowed(call, got);
        BodyIntake intake = followed ? BodyIntake.ignoring() : BodyIntake.of(got, call.defaults());
        body = intake;
        response.handler(chunk -> chunk(chunk, intake));
        response.endHandler(ignored -> complete(got, intake));
        ignoring = followed;
    }

    private void chunk(Buffer chunk, BodyIntake intake) {
        if (over) {
            return;
        }
        phases.received();
        try {
            intake.add(chunk);
            if (ignoring && intake.bytesWire() > MOST_IGNORED_BYTES) {
                stopReading(intake.end());
            }
        } catch (BodyFault e) {
            breakOff(e.fault());
        }
    }

    /// The head has said everything: the connection is worth less than the rest of such a body.
    private void stopReading(Answer.Content content) {
        Head got = Objects.requireNonNull(head);
        if (settle()) {
            reset();
            suspension.resume(new Answer.Complete(got, content, times()));
        }
    }

    private void complete(Head got, BodyIntake intake) {
        if (over) {
            return;
        }
        HttpConnection connection = Objects.requireNonNull(request).connection();
        if (Excess.follows(connection)) {
            connection.close();
            breakOff(new Fault(ErrorKind.PROTOCOL, "the peer sent more than it had announced"));
            return;
        }
        try {
            Answer.Content content = intake.end();
            if (settle()) {
                suspension.resume(new Answer.Complete(got, content, times()));
            }
        } catch (BodyFault e) {
            breakOff(e.fault());
        }
    }

    private void fault(Throwable cause) {
        breakOff(Fault.of(cause, connectedNanos >= 0));
    }

    private void timedOut(ErrorKind limit) {
        breakOff(new Fault(limit, Fault.timeoutDetail(limit, call.timeouts())));
    }

    private void breakOff(Fault fault) {
        if (settle()) {
            reset();
            Integer status = head == null ? null : (Integer) head.status();
            long bytesWire = body == null ? 0 : body.bytesWire();
            suspension.resume(new Answer.Broken(fault, status, bytesWire, times()));
        }
    }

    /// The task was cancelled: the request is withdrawn before the task goes on.
    void cancel() {
        if (settle()) {
            reset();
            suspension.cancelled();
        }
    }

    private void reset() {
        if (request != null) {
            closesAtOnce(request.connection());
            request.reset();
        }
    }

    /// Lets the end of a connection be a reset: one that ends in order stays half open until the origin, which is still
    /// at work, has ended it too.
    private static void closesAtOnce(HttpConnection connection) {
        try {
            ((ConnectionBase) connection).channel().config().setOption(ChannelOption.SO_LINGER, 0);
        } catch (ChannelException e) {
            // It has closed already.
        }
    }

    private boolean settle() {
        if (over) {
            return false;
        }
        over = true;
        phases.end();
        if (body != null) {
            body.close();
        }
        return true;
    }

    private Answer.Times times() {
        return new Answer.Times(connectedNanos, firstByteNanos, phases.elapsedNanos());
    }
}
