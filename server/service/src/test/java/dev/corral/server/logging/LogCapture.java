package dev.corral.server.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.LoggerFactory;

/// Reads what a logger writes, as it would stand in the log.
public final class LogCapture implements AutoCloseable {
    private final Logger logger;
    private final OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private LogCapture(Logger logger) {
        this.logger = logger;
    }

    /// Begins to read.
    public static LogCapture of(Class<?> source, LogFormat format) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        LogCapture capture = new LogCapture(context.getLogger(source));
        LineEncoder encoder = new LineEncoder();
        encoder.format(format);
        encoder.setContext(context);
        encoder.start();
        capture.appender.setContext(context);
        capture.appender.setEncoder(encoder);
        capture.appender.setOutputStream(capture.written);
        capture.appender.start();
        capture.logger.setLevel(Level.INFO);
        capture.logger.setAdditive(false);
        capture.logger.addAppender(capture.appender);
        return capture;
    }

    public List<String> lines() {
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
        logger.setAdditive(true);
        logger.setLevel(null);
        appender.stop();
    }
}
