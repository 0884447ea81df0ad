package dev.corral.origin;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// `/slow-headers`: a head that comes byte by byte.
final class SlowHeaders implements Behaviour {
    private static final byte[] ANSWER = """
        HTTP/1.1 200 OK\r
        Content-Type: text/plain\r
        Content-Length: 5\r
        Connection: close\r
        \r
        slow
        """.getBytes(StandardCharsets.US_ASCII);

    private static final Parameter<Long> PERIOD =
            Parameter.whole("every_ms", "milliseconds between two bytes", 100, new Parameter.Range(1, 3_600_000));

    @Override
    public String path() {
        return "/slow-headers";
    }

    @Override
    public String summary() {
        return "Answers with some 90 bytes of head one at a time, then a short body, then closes.";
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(PERIOD);
    }

    @Override
    public void answer(Exchange exchange, Query query) {
        drip(exchange, Wire.of(exchange), PERIOD.in(query), 0);
    }

    private static void drip(Exchange exchange, Wire wire, long period, int position) {
        if (position == ANSWER.length) {
            wire.close();
        } else {
            wire.send(new byte[] {ANSWER[position]});
            exchange.after(period, () -> drip(exchange, wire, period, position + 1));
        }
    }
}
