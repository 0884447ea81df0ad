package dev.corral.server.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The query of a request, decoded.
final class Query {
    private Query() {}

    static Map<String, List<String>> of(HttpServerRequest request) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        request.params()
                .forEach((key, value) ->
                        query.computeIfAbsent(key, ignored -> new ArrayList<>()).add(value));
        return query;
    }
}
