package dev.corral.origin;

import io.vertx.core.http.HttpHeaders;
import java.util.List;

/// `/bytes`: a body of a given length, as fast as the client reads.
final class Bytes implements Behaviour {
    private static final CharSequence BINARY = HttpHeaders.createOptimized("application/octet-stream");

    private static final Parameter<Long> LENGTH =
            Parameter.whole("n", "length of the body in bytes", 1024, new Parameter.Range(0, 1L << 50));

    @Override
    public String path() {
        return "/bytes";
    }

    @Override
    public String summary() {
        return "Answers with a body of n bytes, with Content-Length and back-pressure.";
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(LENGTH);
    }

    @Override
    public void answer(Exchange exchange, Query query) {
        long length = LENGTH.in(query);
        exchange.response().putHeader(HttpHeaders.CONTENT_TYPE, BINARY);
        if (length <= Filler.BLOCK_BYTES && !exchange.wantsHeadOnly()) {
            exchange.end(Filler.first(length));
        } else {
            exchange.response().putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length));
            stream(exchange, length);
        }
    }

    /// Writes that many bytes of filler and ends the response.
    private static void stream(Exchange exchange, long length) {
        long[] left = {length};
        Pump.start(exchange, () -> {
            long now = Math.min(left[0], Filler.BLOCK_BYTES);
            left[0] -= now;
            return now == 0 ? null : Filler.first(now);
        });
    }
}
