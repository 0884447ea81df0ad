package dev.corral.origin;

import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// `/limit`: serves a few at a time and refuses the rest.
final class Limit implements Behaviour {
    private static final Parameter<Long> CONCURRENCY = Parameter.whole(
            "conc", "requests served at the same time, per host and conc", 1, new Parameter.Range(1, 1_000_000));
    private static final Parameter<Long> MILLIS =
            Parameter.whole("ms", "milliseconds that serving takes", 100, new Parameter.Range(0, 3_600_000));

    private final BoundedTable<AtomicLong> serving = new BoundedTable<>(AtomicLong::new);

    @Override
    public String path() {
        return "/limit";
    }

    @Override
    public String summary() {
        return "Answers 200 after a while, and 503 with Retry-After at once to requests beyond the limit.";
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(CONCURRENCY, MILLIS);
    }

    @Override
    public void answer(Exchange exchange, Query query) {
        long concurrency = CONCURRENCY.in(query);
        long millis = MILLIS.in(query);
        String host = exchange.request().headers().get(HttpHeaders.HOST);
        AtomicLong now = serving.at(concurrency + " at " + host);
        if (now.incrementAndGet() > concurrency) {
            now.decrementAndGet();
            exchange.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
            exchange.text(503, "more than " + concurrency + " at the same time\n");
            return;
        }
        exchange.atEnd(now::decrementAndGet);
        exchange.after(millis, () -> exchange.text(200, "within the limit\n"));
    }
}
