package dev.corral.origin;

import io.vertx.core.http.HttpHeaders;
import java.util.List;

/// `/429`: asks the client to come back later.
final class TooManyRequests implements Behaviour {
    private static final Parameter<Long> RETRY_AFTER =
            Parameter.whole("retry_after", "seconds in Retry-After", 1, new Parameter.Range(0, 86_400));

    @Override
    public String path() {
        return "/429";
    }

    @Override
    public String summary() {
        return "Answers 429 with Retry-After.";
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(RETRY_AFTER);
    }

    @Override
    public void answer(Exchange exchange, Query query) {
        exchange.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(RETRY_AFTER.in(query)));
        exchange.text(429, "too many requests\n");
    }
}
