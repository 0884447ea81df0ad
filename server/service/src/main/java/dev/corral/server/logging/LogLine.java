package dev.corral.server.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/// What one line of the log says, however it is written.
///
/// @param fields what it is about, in order; what the logging task is tagged with comes first
/// @param trace of what was thrown; null for none
record LogLine(
        Instant time,
        String level,
        String logger,
        String thread,
        String message,
        Map<String, Object> fields,
        @Nullable String trace) {
    static LogLine of(ILoggingEvent event, @Nullable LogTags tags) {
        IThrowableProxy thrown = event.getThrowableProxy();
        return new LogLine(
                Instant.ofEpochMilli(event.getTimeStamp()).truncatedTo(ChronoUnit.MILLIS),
                event.getLevel().toString(),
                event.getLoggerName(),
                Objects.requireNonNullElse(event.getThreadName(), ""),
                Objects.requireNonNullElse(event.getFormattedMessage(), ""),
                fields(event, tags),
                thrown == null ? null : ThrowableProxyUtil.asString(thrown));
    }

    private static Map<String, Object> fields(ILoggingEvent event, @Nullable LogTags tags) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (tags != null) {
            fields.put("job", tags.jobId());
            if (tags.traceId() != null) {
                fields.put("trace_id", tags.traceId());
            }
        }
        if (event.getKeyValuePairs() != null) {
            for (KeyValuePair pair : event.getKeyValuePairs()) {
                if (pair.value != null) {
                    fields.put(pair.key, pair.value);
                }
            }
        }
        return fields;
    }

    /// The last part of the logger's name.
    String shortLogger() {
        return logger.substring(logger.lastIndexOf('.') + 1);
    }
}
