package dev.corral.origin;

import io.vertx.core.http.HttpHeaders;
import java.util.List;

/// `/excess`: sends more than it promised, so that the rest poisons a connection that is used again.
final class ExcessBody implements Behaviour {
    private static final Parameter<Long> LENGTH =
            Parameter.whole("n", "Content-Length", 1000, new Parameter.Range(0, Filler.BLOCK_BYTES / 2));
    private static final Parameter<Long> EXTRA =
            Parameter.whole("extra", "bytes beyond it", 100, new Parameter.Range(1, Filler.BLOCK_BYTES / 2));

    @Override
    public String path() {
        return "/excess";
    }

    @Override
    public String summary() {
        return "Sends more body than it announced and keeps the connection open.";
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(LENGTH, EXTRA);
    }

    @Override
    public void answer(Exchange exchange, Query query) {
        long length = LENGTH.in(query);
        long extra = EXTRA.in(query);
        exchange.response().putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length));
        exchange.end(Filler.first(length + extra));
    }
}
