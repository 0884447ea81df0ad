package dev.corral.origin;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/// Writes a body of any length as fast as its reader takes it, in flat memory.
///
/// Waits while the socket's write queue is full, and after [#TURN_CHUNKS] chunks lets other connections of the loop
/// have their turn. Belongs to the event loop of its exchange; stops when the client leaves.
final class Pump {
    private static final int TURN_CHUNKS = 16;

    /// Where a body comes from.
    @FunctionalInterface
    interface Source {
        /// The next chunk, or null when the body is complete.
        @Nullable
        Buffer next();
    }

    private final Exchange exchange;
    private final Source source;

    /// A write may drain the queue at once and call the drain handler from within: that must not start a second turn.
    private boolean busy;

    private Pump(Exchange exchange, Source source) {
        this.exchange = exchange;
        this.source = source;
    }

    /// Starts writing; for a `HEAD` request sends the head alone. The head of the response must say its length, or
    /// that it is chunked.
    static void start(Exchange exchange, Source source) {
        if (exchange.wantsHeadOnly()) {
            var _ = exchange.response().end();
            return;
        }
        Pump pump = new Pump(exchange, source);
        exchange.response().drainHandler(_ -> pump.turn());
        pump.turn();
    }

    private void turn() {
        if (busy) {
            return;
        }
        busy = true;
        for (int chunks = 0; !exchange.isOver() && !exchange.response().writeQueueFull(); chunks++) {
            if (chunks == TURN_CHUNKS) {
                exchange.nextTurn(this::resume);
                return;
            }
            writeNext();
        }
        busy = false;
    }

    private void resume() {
        busy = false;
        turn();
    }

    private void writeNext() {
        Buffer chunk = source.next();
        if (chunk == null) {
            var _ = exchange.response().end();
        } else {
            var _ = exchange.response().write(chunk);
        }
    }
}
