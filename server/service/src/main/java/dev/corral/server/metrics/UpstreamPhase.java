package dev.corral.server.metrics;

import java.util.Locale;

/// Where the time of a request to an origin goes.
public enum UpstreamPhase {
    /// The name's address.
    LOOKUP,
    /// Waiting for a connection, new or kept.
    CONNECT,
    /// From the request to the head of the answer.
    FIRST_BYTE,
    /// From the head to the last byte.
    BODY;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
