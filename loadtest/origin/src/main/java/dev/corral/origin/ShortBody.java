package dev.corral.origin;

import io.vertx.core.http.HttpHeaders;
import java.util.List;

/// `/short`: promises more than it sends.
final class ShortBody implements Behaviour {
    private static final Parameter<Long> LENGTH = Parameter.whole(
            "n", "Content-Length; half of it is sent", 1000, new Parameter.Range(2, Filler.BLOCK_BYTES));

    @Override
    public String path() {
        return "/short";
    }

    @Override
    public String summary() {
        return "Sends half of the body it announced, then closes in order (FIN).";
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(LENGTH);
    }

    @Override
    public void answer(Exchange exchange, Query query) {
        long length = LENGTH.in(query);
        Wire wire = Wire.of(exchange);
        exchange.response().putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length));
        exchange.response().write(Filler.first(length / 2)).onSuccess(_ -> wire.close());
    }
}
