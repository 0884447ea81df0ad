package dev.corral.server.guard;

import java.util.Locale;

/// Why something that a caller asked for is not done.
///
/// @param code the closed set of reasons, stable on the wire
/// @param detail one sentence for a human: what is wrong and what was expected. It never holds userinfo,
///     header values or resolved addresses, so it may be sent and logged as it is.
public record Refusal(Code code, String detail) {
    /// The item error kind that this refusal is reported under.
    public Kind kind() {
        return code.kind;
    }

    /// The reasons.
    public enum Code {
        /// Not an absolute URL of RFC 3986, or it holds characters that no URL holds.
        BAD_URL(Kind.INVALID),
        /// Neither `http` nor `https`.
        BAD_SCHEME(Kind.INVALID),
        /// The authority holds a user name or password.
        USERINFO(Kind.INVALID),
        /// The port is not a plain decimal number from 1 to 65535.
        BAD_PORT(Kind.INVALID),
        /// The port is well-formed but not open.
        PORT_DENIED(Kind.HOST_DENIED),
        /// The host looks like a number and is no plain IPv4 or canonical IPv6 address.
        NUMERIC_HOST(Kind.INVALID),
        /// The host is missing or no host name.
        BAD_HOST(Kind.INVALID),
        /// The host is, or resolves to, an address that must not be fetched from.
        ADDRESS_DENIED(Kind.HOST_DENIED),
        /// The URL or the headers exceed their cap.
        TOO_LONG(Kind.INVALID),
        /// A header's name or value is malformed.
        BAD_HEADER(Kind.INVALID),
        /// A header that callers must not set.
        HEADER_DENIED(Kind.INVALID);

        private final Kind kind;

        Code(Kind kind) {
            this.kind = kind;
        }

        /// The code on the wire, such as `numeric_host`.
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The item error kinds that refusals are reported under.
    public enum Kind {
        /// The address or the port is denied.
        HOST_DENIED,
        /// Anything else.
        INVALID;

        /// The kind on the wire, such as `host_denied`.
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
