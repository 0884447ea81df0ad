package dev.corral.server.guard;

import dev.corral.server.guard.Refusal.Code;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The methods that callers may use: a closed list, without CONNECT (a tunnel) and TRACE (which echoes credentials).
public enum RequestMethod {
    GET(true),
    HEAD(true),
    OPTIONS(true),
    PUT(true),
    DELETE(true),
    POST(false),
    PATCH(false);

    private static final Refusal REFUSAL = new Refusal(
            Code.BAD_METHOD,
            "the method is not accepted; expected, in upper case, one of "
                    + Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", ")));

    private final boolean idempotent;

    RequestMethod(boolean idempotent) {
        this.idempotent = idempotent;
    }

    /// The method of that name, or null. Methods are case-sensitive (RFC 9110, section 9.1).
    public static @Nullable RequestMethod of(String text) {
        for (RequestMethod method : values()) {
            if (method.name().equals(text)) {
                return method;
            }
        }
        return null;
    }

    /// Checks a method before it is used.
    ///
    /// @return null if [#of(String)] knows it
    public static @Nullable Refusal check(String text) {
        return of(text) == null ? REFUSAL : null;
    }

    /// Whether a second request does no more than the first (RFC 9110, section 9.2.2), so that it may be retried.
    public boolean idempotent() {
        return idempotent;
    }
}
