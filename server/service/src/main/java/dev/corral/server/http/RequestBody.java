package dev.corral.server.http;

import dev.corral.nursery.Suspension;
import dev.corral.server.job.Upload;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The body of a request, read by a task at its own pace: while the task does not ask, at most [#AHEAD_BYTES] are
/// taken from the socket, and the sender waits.
///
/// ```
///   waiting for more ──> whole ──┐
///          └──> broken           └──> read to its end
/// ```
final class RequestBody implements Upload {
    /// Why no more of a body is read.
    enum Broken {
        /// Longer than it may be.
        TOO_LARGE,
        /// The task waited for more, and nothing came for as long as the sender may pause.
        TOO_SLOW,
        /// It is not framed as HTTP frames it: its connection is about to be closed.
        MALFORMED,
        /// The connection has closed.
        LEFT
    }

    private static final int AHEAD_BYTES = 64 * 1024;
    private static final long NO_TIMER = -1;

    private final Context context;
    private final HttpServerRequest request;
    private final Inbound.Body limit;

    // Confined to the event loop.
    private final ArrayDeque<Buffer> ahead = new ArrayDeque<>();
    private int aheadBytes;
    private long takenBytes;
    private boolean asked;
    private volatile boolean ended;
    private volatile @Nullable Broken broken;
    private Consumer<Broken> listener = why -> {};
    private @Nullable Suspension<Piece> waiting;
    private long timerId = NO_TIMER;

    /// The body ends, or a piece of it.
    @SuppressWarnings("ArrayRecordComponent") // handed over once
    private record Piece(byte @Nullable [] bytes) {}

    /// @param context of the request
    RequestBody(Context context, HttpServerRequest request, Inbound.Body limit) {
        this.context = context;
        this.request = request;
        this.limit = limit;
    }

    Inbound.Body limit() {
        return limit;
    }

    /// Takes hold of the body before any of it is lost. On the event loop, in the request's own handler.
    ///
    /// @param whenBroken hears at most once, on the event loop, that no more will come; whoever waits for more is
    ///     then to be cancelled
    void hold(Consumer<Broken> whenBroken) {
        listener = whenBroken;
        request.pause();
        request.handler(this::take);
        request.endHandler(ignored -> end());
        request.exceptionHandler(e -> breakOff(MalformedHttp.isMalformed(e) ? Broken.MALFORMED : Broken.LEFT));
        if (declaredLength() > limit.bytes()) {
            breakOff(Broken.TOO_LARGE);
        }
    }

    private long declaredLength() {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            // The HTTP decoder refuses what is no length; one beyond a long is too large in any case.
            return Long.MAX_VALUE;
        }
    }

    /// Whether there is more to come. Any thread may ask.
    boolean isOnItsWay() {
        return !ended && broken == null;
    }

    /// Whether all of it came. Any thread may ask.
    boolean hasEnded() {
        return ended;
    }

    @Override
    public byte @Nullable [] next() throws InterruptedException {
        try {
            return Suspension.await("upload", this::ask).bytes();
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a wait for more of a body was failed", e);
        }
    }

    private void ask(Suspension<Piece> suspension) {
        context.runOnContext(ignored -> give(suspension));
    }

    private void give(Suspension<Piece> suspension) {
        if (!asked) {
            asked = true;
            if (HttpHeaders.CONTINUE.toString().equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
                var _ = request.response().writeContinue();
            }
        }
        Buffer piece = ahead.poll();
        if (piece != null) {
            aheadBytes -= piece.length();
            suspension.resume(new Piece(piece.getBytes()));
        } else if (ended) {
            suspension.resume(new Piece(null));
        } else {
            waiting = suspension;
            if (broken == null) {
                awaitMore();
            }
        }
        fetch();
    }

    private void fetch() {
        if (!ended && broken == null && aheadBytes < AHEAD_BYTES) {
            request.fetch(1);
        }
    }

    private void take(Buffer piece) {
        takenBytes += piece.length();
        if (takenBytes > limit.bytes()) {
            breakOff(Broken.TOO_LARGE);
            return;
        }
        Suspension<Piece> asking = settled();
        if (asking == null) {
            ahead.add(piece);
            aheadBytes += piece.length();
        } else {
            asking.resume(new Piece(piece.getBytes()));
        }
        fetch();
    }

    private void end() {
        ended = true;
        Suspension<Piece> asking = settled();
        if (asking != null) {
            asking.resume(new Piece(null));
        }
    }

    private void breakOff(Broken why) {
        if (ended || broken != null) {
            return;
        }
        broken = why;
        // Whoever waits is not told a lie about the end of the body: it is cancelled by the listener.
        settled();
        listener.accept(why);
    }

    private void awaitMore() {
        timerId = context.owner().setTimer(limit.silence().toMillis(), ignored -> breakOff(Broken.TOO_SLOW));
    }

    private @Nullable Suspension<Piece> settled() {
        context.owner().cancelTimer(timerId);
        Suspension<Piece> asking = waiting;
        waiting = null;
        return asking;
    }
}
