package dev.corral.server.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/// Takes in the body of one request, up to a size and with a limit on silence. On the event loop.
final class BodyReader {
    /// Hears how it ended, once; nothing if the peer left.
    interface Listener {
        void complete(byte[] body);

        void tooLarge(long mostBytes);

        void tooSlow(Duration silence);
    }

    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final long mostBytes;
    private final Duration silence;
    private final Listener listener;
    private final Buffer body = Buffer.buffer();
    private long timerId = NO_TIMER;
    private boolean over;

    /// @param silence how long the peer may send nothing
    BodyReader(Vertx vertx, long mostBytes, Duration silence, Listener listener) {
        this.vertx = vertx;
        this.mostBytes = mostBytes;
        this.silence = silence;
        this.listener = listener;
    }

    void read(HttpServerRequest request) {
        if (declaredLength(request) > mostBytes) {
            tooLarge();
            return;
        }
        awaitMore();
        if (HttpHeaders.CONTINUE.toString().equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            var _ = request.response().writeContinue();
        }
        request.handler(this::add);
        request.exceptionHandler(left -> settle());
        request.endHandler(ignored -> {
            if (settle()) {
                listener.complete(body.getBytes());
            }
        });
    }

    private static long declaredLength(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            // The HTTP decoder refuses what is no length; one beyond a long is too large in any case.
            return Long.MAX_VALUE;
        }
    }

    private void add(Buffer chunk) {
        if (over) {
            return;
        }
        if (body.length() + chunk.length() > mostBytes) {
            tooLarge();
            return;
        }
        body.appendBuffer(chunk);
        awaitMore();
    }

    private void tooLarge() {
        if (settle()) {
            listener.tooLarge(mostBytes);
        }
    }

    private void awaitMore() {
        vertx.cancelTimer(timerId);
        timerId = vertx.setTimer(silence.toMillis(), ignored -> {
            if (settle()) {
                listener.tooSlow(silence);
            }
        });
    }

    private boolean settle() {
        if (over) {
            return false;
        }
        over = true;
        vertx.cancelTimer(timerId);
        return true;
    }
}
