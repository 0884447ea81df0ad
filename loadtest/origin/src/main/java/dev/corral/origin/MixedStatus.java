package dev.corral.origin;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;

/// `/status`: answers at once with one of several statuses.
final class MixedStatus implements Behaviour {
    private static final Parameter<StatusMix> MIX =
            Parameter.of("mix", "statuses and their weights", StatusMix.EXPECTED, "200", StatusMix::parse);

    private final Draws draws;

    MixedStatus(Draws draws) {
        this.draws = draws;
    }

    @Override
    public String path() {
        return "/status";
    }

    @Override
    public String summary() {
        return "Answers at once with a status drawn from a mix.";
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(MIX, Draws.SEED, Draws.KEY);
    }

    @Override
    public void answer(Exchange exchange, Query query) {
        int status = MIX.in(query).pick(draws.next(exchange, query));
        if (status == 204 || status == 205 || status == 304) {
            // These have no body.
            var _ = exchange.response().setStatusCode(status).end();
        } else {
            exchange.text(status, HttpResponseStatus.valueOf(status) + "\n");
        }
    }
}
