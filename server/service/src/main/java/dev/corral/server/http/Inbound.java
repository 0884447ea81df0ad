package dev.corral.server.http;

import dev.corral.server.config.ServerConfig;
import java.time.Duration;
import java.util.Objects;

/// What one event loop of the API takes from outside.
///
/// @param listen where
/// @param bodyBytes length of a request's body
/// @param bodySilence how long a body's sender may pause
/// @param head how long a new connection may take for the head of its first request
/// @param kept how long a connection may stay without a request after an answer, and take for the rest of that
///     answer
/// @param connections how many there may be at once
public record Inbound(
        ServerConfig.Listen listen,
        long bodyBytes,
        Duration bodySilence,
        Duration head,
        Duration kept,
        int connections) {
    private static final long MAX_BODY_BYTES = 64L * 1024 * 1024;
    private static final Duration BODY_SILENCE = Duration.ofSeconds(10);
    private static final Duration HEAD = Duration.ofSeconds(10);
    private static final int MAX_CONNECTIONS = 4096;

    public Inbound {
        Objects.requireNonNull(listen, "listen");
        requirePositive("bodyBytes", bodyBytes);
        requirePositive("bodySilence", bodySilence.toMillis());
        requirePositive("head", head.toMillis());
        requirePositive("kept", kept.toMillis());
        requirePositive("connections", connections);
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ", expected 1 or more");
        }
    }

    /// As the operator wants it, with our own limits where that is not asked.
    public static Inbound of(ServerConfig config) {
        return new Inbound(config.listen(), MAX_BODY_BYTES, BODY_SILENCE, HEAD, config.writeIdle(), MAX_CONNECTIONS);
    }
}
