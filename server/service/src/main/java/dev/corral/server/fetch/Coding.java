package dev.corral.server.fetch;

import dev.corral.server.stream.ErrorKind;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// How a body is coded (RFC 9110, section 8.4).
enum Coding {
    /// Not at all, or in a way that is not undone here: the body is taken as it comes. That is for the one
    /// who asked for it by an `Accept-Encoding` of its own; nothing is lost, and no fault of the item is made
    /// up.
    AS_IT_IS,
    GZIP,
    DEFLATE;

    /// What is offered: the two that are undone here.
    static final String OFFERED = "gzip, deflate";

    /// @param fields the `Content-Encoding` fields of the answer
    /// @throws BodyFault if one coding is laid over another: few mean it, and each layer multiplies
    static Coding of(List<String> fields) throws BodyFault {
        if (fields.isEmpty()) {
            return AS_IT_IS;
        }
        List<String> codings = fields.stream()
                .flatMap(field -> Stream.of(field.split(",", -1)))
                .map(word -> word.strip().toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty() && !word.equals("identity"))
                .toList();
        if (codings.size() > 1) {
            throw new BodyFault(ErrorKind.PROTOCOL, "the body has several codings, one over the other");
        }
        return switch (codings.isEmpty() ? "" : codings.getFirst()) {
            case "gzip", "x-gzip" -> GZIP;
            case "deflate" -> DEFLATE;
            default -> AS_IT_IS;
        };
    }
}
