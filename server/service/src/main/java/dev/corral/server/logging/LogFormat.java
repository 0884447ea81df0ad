package dev.corral.server.logging;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// How a line of the log is written.
public enum LogFormat {
    /// For people: time, level, logger, message, and what it is about as `key=value`.
    TEXT,
    /// For machines: one JSON object a line.
    JSON;

    /// As the operator says it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// All of them, for help: `text|json`.
    public static String words() {
        return Arrays.stream(values()).map(LogFormat::word).collect(Collectors.joining("|"));
    }

    /// The format of a word.
    ///
    /// @throws IllegalArgumentException if the word is none of them
    public static LogFormat parse(String word) {
        return Arrays.stream(values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected " + words().replace("|", " or ")));
    }
}
