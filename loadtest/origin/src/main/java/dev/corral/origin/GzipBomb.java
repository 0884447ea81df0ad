package dev.corral.origin;

import io.vertx.core.http.HttpHeaders;
import java.util.List;

/// `/gzip-bomb`: a small body that unpacks to a huge one.
final class GzipBomb implements Behaviour {
    private static final Parameter<Long> MEBIBYTES =
            Parameter.whole("mib", "size when unpacked, in MiB", 1024, new Parameter.Range(1, 1L << 30));

    @Override
    public String path() {
        return "/gzip-bomb";
    }

    @Override
    public String summary() {
        return "Sends zeros in one gzip member, some 1000 times smaller than what they unpack to.";
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(MEBIBYTES);
    }

    @Override
    public void answer(Exchange exchange, Query query) {
        ZeroGzip zeros = new ZeroGzip(MEBIBYTES.in(query));
        exchange.response().putHeader(HttpHeaders.CONTENT_ENCODING, "gzip").setChunked(true);
        Pump.start(exchange, zeros::next);
    }
}
