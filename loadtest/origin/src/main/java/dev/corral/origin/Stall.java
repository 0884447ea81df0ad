package dev.corral.origin;

import io.vertx.core.http.HttpHeaders;
import java.util.List;

/// `/stall`: falls silent until the client leaves.
final class Stall implements Behaviour {
    private static final long LENGTH = 1000;

    private static final Parameter<String> PLACE = Parameter.word(
            "at", "where it falls silent: before the head, after it, in the body", List.of("start", "head", "body"));

    @Override
    public String path() {
        return "/stall";
    }

    @Override
    public String summary() {
        return "Falls silent for good.";
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(PLACE);
    }

    @Override
    public void answer(Exchange exchange, Query query) {
        String place = PLACE.in(query);
        if (place.equals("start")) {
            return;
        }
        exchange.response().putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(LENGTH));
        var _ = place.equals("head")
                ? exchange.response().writeHead()
                : exchange.response().write(Filler.first(LENGTH / 2));
    }
}
