package dev.corral.server.http;

import dev.corral.server.problem.FieldError;
import dev.corral.server.problem.Problem;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// The query of a request, decoded.
final class Query {
    /// More than a request line has room for.
    private static final int MOST = 16 * 1024;

    private static final char LAST_ASCII = 0x7e;

    private Query() {}

    /// Not the request's own parameters: those have the parts of the path among them.
    ///
    /// @throws Refused if it is not percent-encoded as it should be
    static Map<String, List<String>> of(Exchange exchange) throws Refused {
        String query = exchange.request().query();
        if (query == null) {
            return Map.of();
        }
        try {
            requireUtf8(query);
            return new QueryStringDecoder(query, StandardCharsets.UTF_8, false, MOST, true).parameters();
        } catch (CharacterCodingException e) {
            throw exchange.malformed("the query is not percent-encoded UTF-8");
        } catch (IllegalArgumentException e) {
            throw exchange.malformed("the query is not percent-encoded as it should be");
        }
    }

    /// The decoder of queries replaces what is no text, and does not tell.
    private static void requireUtf8(String query) throws CharacterCodingException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(query.length());
        for (int at = 0; at < query.length(); at++) {
            char c = query.charAt(at);
            if (c > LAST_ASCII) {
                throw new CharacterCodingException();
            }
            boolean coded = c == '%' && at + 2 < query.length();
            bytes.write(coded ? HexFormat.fromHexDigits(query, at + 1, at + 3) : c);
            at += coded ? 2 : 0;
        }
        var _ = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
    }

    /// Refuses parameters where there are none: passed over, they would be missed.
    ///
    /// @param expected instead
    static void requireNone(Exchange exchange, String expected) throws Refused {
        List<FieldError> errors = of(exchange).keySet().stream()
                .limit(1)
                .map(name -> new FieldError("?" + name, "unknown_field", "is not known here, expected " + expected))
                .toList();
        if (!errors.isEmpty()) {
            throw new Refused(Problem.validation(exchange.requestId(), errors));
        }
    }
}
