package dev.corral.origin;

import java.time.InstantSource;
import java.util.List;

/// `/flap`: well for half a period, ill for the other half, from the start of the origin on.
final class Flap implements Behaviour {
    private static final Parameter<Long> PERIOD = Parameter.whole(
            "period_ms", "milliseconds of one time up and one down", 10_000, new Parameter.Range(2, 86_400_000));

    private final InstantSource clock;
    private final long startMillis;

    Flap(InstantSource clock) {
        this.clock = clock;
        this.startMillis = clock.millis();
    }

    @Override
    public String path() {
        return "/flap";
    }

    @Override
    public String summary() {
        return "Answers 200 in the first half of each period and 503 in the second; periods count from the start.";
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(PERIOD);
    }

    @Override
    public void answer(Exchange exchange, Query query) {
        long period = PERIOD.in(query);
        // The clock may be set back: a phase is never negative.
        long phase = Math.floorMod(clock.millis() - startMillis, period);
        if (phase < period / 2) {
            exchange.text(200, "up\n");
        } else {
            exchange.text(503, "down\n");
        }
    }
}
