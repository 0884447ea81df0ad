package dev.corral.server.http;

import dev.corral.server.config.ServerConfig;
import java.time.Duration;
import java.util.Objects;

/// What one event loop of the API takes from outside.
///
/// @param listen where
/// @param whole a body that is held whole: a JSON document
/// @param upload a body of lines, which is read at the job's pace
/// @param head how long a new connection may take for the head of its first request
/// @param kept how long a connection may stay without a request after an answer, and take for the rest of that
///     answer
/// @param connections how many there may be at once
public record Inbound(
        ServerConfig.Listen listen, Body whole, Body upload, Duration head, Duration kept, int connections) {
    private static final Body WHOLE = new Body(64L * 1024 * 1024, Duration.ofSeconds(10));
    private static final Body UPLOAD = new Body(16L * 1024 * 1024 * 1024, Duration.ofSeconds(30));
    private static final int MAX_CONNECTIONS = 4096;

    /// The body of a request.
    ///
    /// @param bytes how long it may be
    /// @param silence how long its sender may pause while more is waited for
    public record Body(long bytes, Duration silence) {
        public Body {
            requirePositive("bytes", bytes);
            requirePositive("silence", silence.toMillis());
        }
    }

    public Inbound {
        Objects.requireNonNull(listen, "listen");
        Objects.requireNonNull(whole, "whole");
        Objects.requireNonNull(upload, "upload");
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
        return new Inbound(config.listen(), WHOLE, UPLOAD, config.headerTimeout(), config.writeIdle(), MAX_CONNECTIONS);
    }
}
