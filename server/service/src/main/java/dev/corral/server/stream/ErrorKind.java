package dev.corral.server.stream;

import java.util.Locale;

/// Why an item failed: a closed set.
public enum ErrorKind {
    DNS(true),
    CONNECT(true),
    TLS(false),
    TIMEOUT_DNS(true),
    TIMEOUT_CONNECT(true),
    TIMEOUT_FIRST_BYTE(true),
    TIMEOUT_IDLE(true),
    TIMEOUT_TOTAL(true),
    /// The peer broke the connection.
    RESET(true),
    /// The peer does not speak HTTP as it should.
    PROTOCOL(false),
    /// An answer with a status that was not expected.
    STATUS(false),
    THROTTLED(true),
    TOO_MANY_REDIRECTS(false),
    REDIRECT_DENIED(false),
    HOST_DENIED(false),
    BODY_TOO_LARGE(false),
    DECOMPRESSION_LIMIT(false),
    CANCELLED(true),
    DEADLINE(true),
    PATH_DENIED(false),
    NOT_FOUND(false),
    PERMISSION(false),
    LOOP(false),
    /// Kept for a text that cannot be told in UTF-8; nothing ends so today.
    ENCODING(false),
    LIMIT_ENTRIES(false),
    LIMIT_DEPTH(false),
    INVALID(false),
    INTERNAL(false);

    private final String label = name().toLowerCase(Locale.ROOT);
    private final boolean retryable;

    ErrorKind(boolean retryable) {
        this.retryable = retryable;
    }

    /// The word on the wire.
    public String label() {
        return label;
    }

    /// Whether the same item may succeed later.
    public boolean isRetryable() {
        return retryable;
    }
}
