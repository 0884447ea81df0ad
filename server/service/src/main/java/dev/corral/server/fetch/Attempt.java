package dev.corral.server.fetch;

import dev.corral.nursery.Suspension;
import dev.corral.server.job.Body;
import dev.corral.server.stream.ErrorKind;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
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
/// on, nothing of its request is left that the origin could still see.
final class Attempt {
    /// Interim answers that one request may get: more is a peer that never comes to the point.
    private static final int MOST_INTERIM = 16;

    private static final int FIRST_FINAL_STATUS = 200;

    private final FetchCall call;
    private final Suspension<Answer> suspension;
    private final BodyCapture body;
    private final Phases phases;
    private final long startNanos = System.nanoTime();
    private long connectedNanos = -1;
    private long firstByteNanos = -1;
    private @Nullable HttpClientRequest request;
    private @Nullable Integer status;
    private int interim;
    private boolean over;

    Attempt(Phases phases, FetchCall call, Suspension<Answer> suspension) {
        this.phases = phases;
        this.call = call;
        this.suspension = suspension;
        this.body = BodyCapture.of(call.defaults().capture());
    }

    void begin(HttpClient client, RequestOptions options) {
        phases.begin(this::timedOut);
        client.request(options).onComplete(connected -> {
            if (connected.succeeded()) {
                send(connected.result());
            } else {
                fault(connected.cause());
            }
        });
    }

    private void send(HttpClientRequest opened) {
        opened.exceptionHandler(this::fault);
        if (over) {
            // Too late: nothing was sent on this connection, and nothing will be. Reset, it would be kept.
            opened.connection().close();
            return;
        }
        request = opened;
        connectedNanos = sinceStart();
        phases.connected();
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

    private void interim() {
        if (++interim > MOST_INTERIM) {
            breakOff(ErrorKind.PROTOCOL, "more than " + MOST_INTERIM + " interim answers");
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
            breakOff(ErrorKind.PROTOCOL, "an interim answer of an unknown kind, status " + response.statusCode());
            return;
        }
        firstByteNanos = sinceStart();
        status = response.statusCode();
        phases.received();
        response.handler(this::chunk);
        response.endHandler(ignored -> complete(response.statusCode()));
    }

    private void chunk(Buffer chunk) {
        if (over) {
            return;
        }
        phases.received();
        body.add(chunk);
        long most = call.defaults().maxBodyBytes();
        if (body.bytes() > most) {
            breakOff(ErrorKind.BODY_TOO_LARGE, "the body is longer than max_body_bytes, " + most);
        }
    }

    private void complete(int code) {
        if (settle()) {
            suspension.resume(new Answer.Complete(code, body.bytes(), body.captured(), times()));
        }
    }

    private void fault(Throwable cause) {
        Fault fault = Fault.of(cause, connectedNanos >= 0);
        breakOff(fault.kind(), fault.detail());
    }

    private void timedOut(ErrorKind limit) {
        breakOff(limit, Fault.timeoutDetail(limit, call.timeouts()));
    }

    private void breakOff(ErrorKind kind, String detail) {
        if (settle()) {
            reset();
            suspension.resume(new Answer.Broken(kind, detail, status, times()));
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
            request.reset();
        }
    }

    private boolean settle() {
        if (over) {
            return false;
        }
        over = true;
        phases.end();
        return true;
    }

    private Answer.Times times() {
        return new Answer.Times(connectedNanos, firstByteNanos, sinceStart());
    }

    private long sinceStart() {
        return System.nanoTime() - startNanos;
    }
}
