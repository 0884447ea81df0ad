package dev.corral.server.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes the log's lines, as [LogSetup] asks it to: on the thread that logs, so that it finds whose work that does.
public final class LineEncoder extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = {};

    private final JsonLine json = new JsonLine();
    private volatile LogFormat format = LogFormat.TEXT;

    /// For Logback.
    public LineEncoder() {}

    /// Lets all lines from here on be written so. Where an operator's own configuration of Logback is in force, that
    /// decides instead.
    public static void use(LogFormat format) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            Iterator<Appender<ILoggingEvent>> appenders =
                    context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders();
            while (appenders.hasNext()) {
                if (appenders.next() instanceof OutputStreamAppender<ILoggingEvent> stream
                        && stream.getEncoder() instanceof LineEncoder encoder) {
                    encoder.format(format);
                }
            }
        }
    }

    void format(LogFormat other) {
        format = other;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        LogLine line = LogLine.of(event, LogTags.CURRENT.find());
        String text =
                switch (format) {
                    case TEXT -> TextLine.of(line);
                    case JSON -> json.of(line);
                };
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
