package dev.corral.server.http;

import dev.corral.nursery.Suspension;
import dev.corral.server.metrics.StreamMeters;
import dev.corral.server.stream.Framing;
import dev.corral.server.stream.RecordSink.ReaderGone;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Writes a stream to the response of its request. A write waits while the socket takes no more, so
/// that the reader's pace becomes the job's.
///
/// What belongs to the response is confined to its event loop. Bytes are gathered for it: those that come until
/// it gets to them, few of them for a millisecond more, go to the network at once, and a write waits only where
/// the reader is behind.
final class ResponseStream implements ByteSink {
    private static final int SLICE_BYTES = 16 * 1024;
    /// At one that takes nothing, within the limit.
    private static final int LOOKS = 4;
    /// After each send, for more to come: what many send costs more than what is in it.
    private static final int PAUSE_MILLIS = 1;
    /// So much is not held back: before the loop gets to it, there must be room for what comes meanwhile.
    private static final int MUCH_BYTES = SLICE_BYTES / 4;

    private final Context context;
    private final HttpServerRequest request;
    private final Duration writeIdle;
    private final BooleanSupplier readerMayWait;
    private final StreamMeters meters;

    private final Gathered gathered = new Gathered(MUCH_BYTES);
    /// Not by a timer of the loop: for the last half of a millisecond its selector would spin.
    private final Executor afterPause;

    // Written on the event loop.
    private volatile boolean gone;
    private volatile boolean behind;

    // Confined to the event loop.
    private @Nullable Suspension<Boolean> waiting;
    private long timerId;
    private boolean open;
    private boolean pausing;
    /// Writes that the network has taken.
    private long sends;

    /// @param writeIdle how long a reader may take nothing
    /// @param readerMayWait whether a reader who takes nothing is left alone for now
    ResponseStream(Exchange exchange, Duration writeIdle, StreamMeters meters, BooleanSupplier readerMayWait) {
        this.context = exchange.context();
        this.request = exchange.request();
        this.writeIdle = writeIdle;
        this.meters = meters;
        this.readerMayWait = readerMayWait;
        this.afterPause = CompletableFuture.delayedExecutor(
                PAUSE_MILLIS, TimeUnit.MILLISECONDS, task -> context.runOnContext(ignored -> task.run()));
    }

    /// Sends the head of the answer. On the event loop.
    ///
    /// @param readerLeft is told when the connection has closed
    void open(Framing framing, String jobId, Runnable readerLeft) {
        HttpServerResponse response = request.response();
        Runnable left = () -> {
            left();
            readerLeft.run();
        };
        if (response.closed()) {
            left.run();
            return;
        }
        open = true;
        meters.opened();
        response.putHeader(HttpHeaders.CONTENT_TYPE, MediaTypes.of(framing))
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("X-Job-Id", jobId)
                .closeHandler(ignored -> left.run())
                .exceptionHandler(ignored -> left.run());
        if (!isOneZero()) {
            response.setChunked(true).writeHead().onFailure(ignored -> left.run());
        }
    }

    /// HTTP/1.0 knows no chunks: its stream ends with the connection, and only `end` shows that it is whole.
    private boolean isOneZero() {
        return request.version() == HttpVersion.HTTP_1_0;
    }

    /// In slices, so that a slow reader shows some progress within the write-idle limit whatever the size of
    /// a record.
    @Override
    public void write(Buffer bytes) throws ReaderGone, InterruptedException {
        for (int from = 0; from < bytes.length(); from += SLICE_BYTES) {
            gather(bytes.slice(from, Math.min(bytes.length(), from + SLICE_BYTES)));
        }
    }

    private void gather(Buffer slice) throws ReaderGone, InterruptedException {
        if (gone) {
            throw ReaderGone.left();
        }
        add(to -> to.appendBuffer(slice));
        if (isFull()) {
            flush();
        }
    }

    @Override
    public boolean tryWrite(Supplier<byte[]> made) {
        if (gone || isFull()) {
            return false;
        }
        byte[] few = made.get();
        add(to -> to.appendBytes(few));
        return true;
    }

    private void add(Consumer<Buffer> bytes) {
        switch (gathered.add(bytes)) {
            case NOTHING -> {}
            case SOME -> context.runOnContext(ignored -> sendSoon());
            case MUCH -> context.runOnContext(ignored -> send());
        }
    }

    private boolean isFull() {
        return behind || gathered.length() >= SLICE_BYTES;
    }

    /// At once, unless something was sent just before.
    private void sendSoon() {
        if (!pausing) {
            send();
        }
    }

    private void pause() {
        if (!pausing) {
            pausing = true;
            afterPause.execute(() -> {
                pausing = false;
                send();
            });
        }
    }

    @Override
    public void flush() throws ReaderGone, InterruptedException {
        onLoop(this::sendAll);
    }

    /// Ends the stream, and waits until the network has taken all of it. A checkpoint.
    ///
    /// @throws ReaderGone if it never does; the stream is not whole then
    void end() throws ReaderGone, InterruptedException {
        onLoop(this::finish);
    }

    /// Closes the socket under the response, so that nobody takes a stream for whole that is not. Any thread.
    void cut() {
        context.runOnContext(ignored -> Connections.close(request.connection()));
    }

    private void onLoop(Step step) throws ReaderGone, InterruptedException {
        try {
            Suspension.<Boolean>await("reader", suspension -> context.runOnContext(ignored -> take(step, suspension)));
        } catch (ReaderGone | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("writing failed with what no write throws", e);
        }
    }

    private void take(Step step, Suspension<Boolean> suspension) {
        if (gone) {
            suspension.fail(ReaderGone.left());
        } else {
            step.begin(suspension);
        }
    }

    private void send() {
        Buffer bytes = gathered.take();
        HttpServerResponse response = request.response();
        if (gone || bytes.length() == 0) {
            return;
        }
        response.write(bytes).onSuccess(ignored -> sends++).onFailure(e -> left());
        meters.sent(bytes.length());
        pause();
        if (response.writeQueueFull()) {
            behind(true);
            response.drainHandler(ignored -> {
                behind(false);
                taken();
            });
        }
    }

    private void behind(boolean now) {
        if (behind == now || !open) {
            return;
        }
        behind = now;
        if (now) {
            meters.stalled();
        } else {
            meters.recovered();
        }
    }

    /// Nothing more goes to the reader.
    private void over() {
        behind(false);
        if (open) {
            open = false;
            meters.over();
        }
    }

    private void sendAll(Suspension<Boolean> suspension) {
        send();
        if (gone) {
            suspension.fail(ReaderGone.left());
        } else if (behind) {
            await(suspension);
        } else {
            suspension.resume(true);
        }
    }

    private void finish(Suspension<Boolean> suspension) {
        send();
        // Room for more is not what is waited for from here on.
        request.response().drainHandler(null);
        await(suspension);
        request.response().end().onComplete(ended -> {
            over();
            if (ended.failed()) {
                left();
            } else {
                taken();
                if (isOneZero()) {
                    Connections.close(request.connection());
                }
            }
        });
    }

    private void await(Suspension<Boolean> suspension) {
        context.owner().cancelTimer(timerId);
        waiting = suspension;
        limit(sends, 1);
    }

    /// Looks a few times within the limit whether the network took anything: a slow reader takes something long before
    /// it has taken enough to be written to again.
    ///
    /// @param before how many writes the network had taken at the last look
    /// @param looks how many there will have been since it took one
    private void limit(long before, int looks) {
        timerId = context.owner().setTimer(Math.max(1, writeIdle.toMillis() / LOOKS), ignored -> {
            if (sends > before || readerMayWait.getAsBoolean()) {
                limit(sends, 1);
            } else if (looks < LOOKS) {
                limit(sends, looks + 1);
            } else {
                fail(ReaderGone.stalled());
            }
        });
    }

    private void taken() {
        Suspension<Boolean> settled = settled();
        if (settled != null) {
            settled.resume(true);
        }
    }

    private void left() {
        gone = true;
        over();
        fail(ReaderGone.left());
    }

    private void fail(ReaderGone why) {
        Suspension<Boolean> settled = settled();
        if (settled != null) {
            settled.fail(why);
        }
    }

    private @Nullable Suspension<Boolean> settled() {
        context.owner().cancelTimer(timerId);
        Suspension<Boolean> settled = waiting;
        waiting = null;
        return settled;
    }

    /// Something that is done to the response, on the event loop.
    @FunctionalInterface
    private interface Step {
        void begin(Suspension<Boolean> suspension);
    }
}
