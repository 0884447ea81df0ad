package dev.corral.origin;

import java.util.List;

/// `/infinite`: a body without end.
final class Infinite implements Behaviour {
    @Override
    public String path() {
        return "/infinite";
    }

    @Override
    public String summary() {
        return "Sends a chunked body for as long as the client reads.";
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of();
    }

    @Override
    public void answer(Exchange exchange, Query query) {
        exchange.response().setChunked(true);
        Pump.start(exchange, () -> Filler.first(Filler.BLOCK_BYTES));
    }
}
