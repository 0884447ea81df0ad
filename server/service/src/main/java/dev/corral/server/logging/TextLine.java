package dev.corral.server.logging;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Writes lines for people. Whatever a message holds, a line of ours stays one line, and what follows it is indented:
/// nobody who gets a text into the log can forge a line.
final class TextLine {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX").withZone(ZoneOffset.UTC);
    private static final int LEVEL_WIDTH = 5;
    private static final String INDENT = "  | ";

    private TextLine() {}

    static String of(LogLine line) {
        StringBuilder text = new StringBuilder();
        text.append(time(line.time())).append(' ').append(line.level());
        text.repeat(' ', LEVEL_WIDTH - line.level().length()).append(' ').append(line.shortLogger());
        text.append(' ').append(clean(line.message()));
        line.fields()
                .forEach(
                        (key, value) -> text.append(' ').append(key).append('=').append(value(value.toString())));
        text.append('\n');
        if (line.trace() != null) {
            line.trace()
                    .lines()
                    .forEach(each -> text.append(INDENT).append(clean(each)).append('\n'));
        }
        return text.toString();
    }

    private static String time(Instant at) {
        return TIME.format(at);
    }

    private static String value(String value) {
        String clean = clean(value);
        boolean plain = !clean.isEmpty() && clean.chars().noneMatch(c -> c == ' ' || c == '"' || c == '=');
        return plain ? clean : '"' + clean.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /// Without characters that steer a terminal or break a line.
    private static String clean(String text) {
        if (text.chars().noneMatch(TextLine::steers)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.chars().forEach(c -> clean.append(steers(c) ? ' ' : (char) c));
        return clean.toString();
    }

    private static boolean steers(int c) {
        return Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || c == '\u2028' || c == '\u2029';
    }
}
