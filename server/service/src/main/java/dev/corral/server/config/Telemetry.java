package dev.corral.server.config;

import dev.corral.server.logging.LogFormat;
import dev.corral.server.tracing.TraceSettings;
import org.jspecify.annotations.Nullable;

/// What a service tells of itself, beside its metrics.
///
/// @param logFormat how lines of the log are written
/// @param traces null for none
public record Telemetry(LogFormat logFormat, @Nullable TraceSettings traces) {
    static final Telemetry DEFAULT = new Telemetry(LogFormat.TEXT, null);

    public Telemetry with(TraceSettings other) {
        return new Telemetry(logFormat, other);
    }
}
