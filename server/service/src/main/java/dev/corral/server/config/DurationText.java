package dev.corral.server.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as operators write them: `500ms`, `30s`, `5m`, `1h`.
final class DurationText {
    static final String EXPECTED = "a whole number with its unit, such as 500ms, 30s, 5m or 1h, at most 24h";

    private static final Duration MOST = Duration.ofHours(24);
    private static final Pattern FORM = Pattern.compile("([0-9]{1,8})(ms|s|m|h)");

    private DurationText() {}

    /// @throws IllegalArgumentException saying what was expected
    static Duration parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected " + EXPECTED);
        }
        long count = Long.parseLong(matcher.group(1));
        Duration duration =
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(count);
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    default -> Duration.ofHours(count);
                };
        if (duration.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("expected " + EXPECTED);
        }
        return duration;
    }

    /// The shortest text that [#parse] reads as this duration, which has no part below a millisecond.
    static String of(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds % 60 != 0 || seconds == 0) {
            return seconds + "s";
        }
        return seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds / 60 + "m";
    }
}
