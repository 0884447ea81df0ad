package dev.corral.server.guard;

import dev.corral.server.guard.Refusal.Code;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks the headers that a caller wants sent. Stricter than RFC 9110 where the HTTP client below is lenient: it lets
/// folded values through and cuts characters down to their low byte, so that U+010A becomes a line feed.
public final class RequestHeaders {
    /// The most bytes that all headers may take together as lines, `: ` and the line's end included.
    public static final int MAX_BYTES = 8 * 1024;

    private static final int LINE_OVERHEAD = 4;

    /// Framing, routing and hop-by-hop headers, which are the client's own, and those that open cloud metadata.
    private static final Set<String> DENIED = Set.of(
            "host",
            "connection",
            "keep-alive",
            "content-length",
            "transfer-encoding",
            "te",
            "upgrade",
            "http2-settings",
            "trailer",
            "expect",
            "forwarded",
            "metadata",
            "metadata-flavor");

    private static final List<String> DENIED_PREFIXES =
            List.of("proxy-", "x-forwarded-", "x-google-metadata-", "x-aws-ec2-metadata-", "x-aliyun-ecs-metadata-");

    private RequestHeaders() {}

    /// Checks all headers of a request together: each of them, that none comes twice in different case, and the size.
    ///
    /// @return null if they may be sent, else the first refusal in the map's order
    public static @Nullable Refusal check(Map<String, String> headers) {
        Set<String> seen = new HashSet<>();
        int bytes = 0;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            Refusal refusal = check(header.getKey(), header.getValue());
            if (refusal != null) {
                return refusal;
            }
            if (!seen.add(header.getKey().toLowerCase(Locale.ROOT))) {
                return badHeader("'" + header.getKey() + "' comes twice in different case");
            }
            bytes += header.getKey().length() + header.getValue().length() + LINE_OVERHEAD;
            if (bytes > MAX_BYTES) {
                return tooLong();
            }
        }
        return null;
    }

    /// Checks one header. The value is never repeated in the refusal.
    ///
    /// @return null if it may be sent
    public static @Nullable Refusal check(String name, String value) {
        if (name.length() > MAX_BYTES || value.length() > MAX_BYTES) {
            return tooLong();
        }
        if (name.isEmpty() || !name.chars().allMatch(RequestHeaders::isTokenCharacter)) {
            return badHeader("a name is no token; expected letters, digits and !#$%&'*+-.^_`|~");
        }
        if (isDenied(name)) {
            return new Refusal(Code.HEADER_DENIED, "the header '" + name + "' must not be set by callers");
        }
        if (!value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            return badHeader("the value of '" + name + "' holds a control or non-ASCII character");
        }
        if (value.startsWith(" ") || value.endsWith(" ")) {
            return badHeader("the value of '" + name + "' starts or ends with a blank");
        }
        return null;
    }

    /// Underscores count as hyphens: servers that pass headers on as environment variables cannot tell them apart.
    private static boolean isDenied(String name) {
        String key = name.toLowerCase(Locale.ROOT).replace('_', '-');
        return DENIED.contains(key) || DENIED_PREFIXES.stream().anyMatch(key::startsWith);
    }

    private static boolean isTokenCharacter(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || Decimal.isDigit(c)
                || (c < 0x80 && "!#$%&'*+-.^_`|~".indexOf(c) >= 0);
    }

    private static Refusal badHeader(String detail) {
        return new Refusal(Code.BAD_HEADER, detail);
    }

    private static Refusal tooLong() {
        return new Refusal(Code.TOO_LONG, "the headers take more than " + MAX_BYTES + " bytes together");
    }
}
