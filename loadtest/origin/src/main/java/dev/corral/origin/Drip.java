package dev.corral.origin;

import io.vertx.core.http.HttpHeaders;
import java.util.List;

/// `/drip`: a body that comes byte by byte.
final class Drip implements Behaviour {
    private static final Parameter<Long> LENGTH =
            Parameter.whole("bytes", "length of the body in bytes", 10, new Parameter.Range(1, 1_000_000));
    private static final Parameter<Long> PERIOD =
            Parameter.whole("every_ms", "milliseconds between two bytes", 100, new Parameter.Range(1, 3_600_000));

    @Override
    public String path() {
        return "/drip";
    }

    @Override
    public String summary() {
        return "Answers with the head at once, then the body one byte at a time.";
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(LENGTH, PERIOD);
    }

    @Override
    public void answer(Exchange exchange, Query query) {
        long length = LENGTH.in(query);
        long period = PERIOD.in(query);
        exchange.response().putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length));
        if (exchange.wantsHeadOnly()) {
            var _ = exchange.response().end();
        } else {
            var _ = exchange.response().writeHead();
            exchange.after(period, () -> drip(exchange, length, period));
        }
    }

    private static void drip(Exchange exchange, long left, long period) {
        if (left == 1) {
            exchange.end(Filler.first(1));
        } else {
            var _ = exchange.response().write(Filler.first(1));
            exchange.after(period, () -> drip(exchange, left - 1, period));
        }
    }
}
