package dev.corral.origin;

import io.vertx.core.http.HttpHeaders;
import java.util.List;

/// `/reset`: breaks the connection.
final class Reset implements Behaviour {
    private static final Parameter<Long> AFTER = Parameter.whole(
            "after",
            "bytes of the body sent before; 0: not even a head",
            0,
            new Parameter.Range(0, Filler.BLOCK_BYTES));

    @Override
    public String path() {
        return "/reset";
    }

    @Override
    public String summary() {
        return "Resets the connection (RST) before the head, or in the body.";
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(AFTER);
    }

    @Override
    public void answer(Exchange exchange, Query query) {
        long after = AFTER.in(query);
        Wire wire = Wire.of(exchange);
        if (after == 0) {
            wire.reset();
        } else {
            exchange.response().putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(2 * after));
            exchange.response().write(Filler.first(after)).onSuccess(_ -> wire.reset());
        }
    }
}
