package dev.corral.origin;

import io.netty.handler.codec.http.QueryStringEncoder;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.regex.Pattern;

/// `/redirect`: sends the client elsewhere, by way of itself.
final class Redirect implements Behaviour {
    private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]{1,2000}");

    private static final Parameter<String> TARGET = Parameter.of(
            "to", "where the last hop leads, absolute or not", "1 to 2000 visible ASCII characters", "/bytes", text -> {
                if (!VISIBLE_ASCII.matcher(text).matches()) {
                    throw new IllegalArgumentException(text);
                }
                return text;
            });
    private static final Parameter<Long> HOPS =
            Parameter.whole("n", "redirects in all", 1, new Parameter.Range(1, 1_000_000));
    private static final Parameter<String> CODE =
            Parameter.word("code", "status of each", List.of("302", "301", "303", "307", "308"));

    @Override
    public String path() {
        return "/redirect";
    }

    @Override
    public String summary() {
        return "Redirects n times, the last time to another place.";
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(TARGET, HOPS, CODE);
    }

    @Override
    public void answer(Exchange exchange, Query query) {
        String target = TARGET.in(query);
        long hops = HOPS.in(query);
        String code = CODE.in(query);
        String location = hops == 1 ? target : nextHop(target, hops - 1, code);
        exchange.response().putHeader(HttpHeaders.LOCATION, location);
        exchange.text(Integer.parseInt(code), "see " + location + "\n");
    }

    private String nextHop(String target, long hops, String code) {
        QueryStringEncoder next = new QueryStringEncoder(path());
        next.addParam(TARGET.name(), target);
        next.addParam(HOPS.name(), Long.toString(hops));
        next.addParam(CODE.name(), code);
        return next.toString();
    }
}
