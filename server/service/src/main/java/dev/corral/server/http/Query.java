package dev.corral.server.http;

import dev.corral.server.problem.FieldError;
import dev.corral.server.problem.Problem;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// The query of a request, decoded.
final class Query {
    /// More than a request line has room for.
    private static final int MOST = 16 * 1024;

    private Query() {}

    /// Not the request's own parameters: those have the parts of the path among them.
    ///
    /// @throws Refused if it is not percent-encoded as it should be
    static Map<String, List<String>> of(Exchange exchange) throws Refused {
        String query = exchange.request().query();
        try {
            return query == null
                    ? Map.of()
                    : new QueryStringDecoder(query, StandardCharsets.UTF_8, false, MOST, true).parameters();
        } catch (IllegalArgumentException e) {
            throw exchange.malformed("the query is not percent-encoded as it should be");
        }
    }

    /// Refuses options in the query of a request that has them in its body: passed over, they would be
    /// missed.
    static void requireNone(Exchange exchange) throws Refused {
        List<FieldError> errors = of(exchange).keySet().stream()
                .limit(1)
                .map(name -> new FieldError(
                        "?" + name, "unknown_field", "is not known here, expected the options in the document"))
                .toList();
        if (!errors.isEmpty()) {
            throw new Refused(Problem.validation(exchange.requestId(), errors));
        }
    }
}
