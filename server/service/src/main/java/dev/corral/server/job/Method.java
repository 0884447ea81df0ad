package dev.corral.server.job;

/// The HTTP methods that a fetch may use: a closed set, without CONNECT and TRACE.
public enum Method implements Word {
    GET,
    HEAD,
    OPTIONS,
    POST,
    PUT,
    PATCH,
    DELETE;

    @Override
    public String word() {
        return name();
    }

    /// Whether doing it twice is as good as doing it once (RFC 9110, section 9.2.2).
    public boolean isIdempotent() {
        return this != POST && this != PATCH;
    }
}
