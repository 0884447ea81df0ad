package dev.corral.server.cli.options;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Amounts with their units, as they are typed: `500ms`, `30s`, `5m`; `512`, `64k`, `10M`.
public final class Amount {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,12})([a-zA-Z]*)");
    /// Largest first.
    private static final Map<String, Long> DURATIONS = new LinkedHashMap<>();
    /// Powers of 1024, largest first.
    private static final Map<String, Long> SIZES = new LinkedHashMap<>();

    static {
        DURATIONS.put("d", 86_400_000L);
        DURATIONS.put("h", 3_600_000L);
        DURATIONS.put("m", 60_000L);
        DURATIONS.put("s", 1000L);
        DURATIONS.put("ms", 1L);
        SIZES.put("G", 1L << 30);
        SIZES.put("M", 1L << 20);
        SIZES.put("k", 1L << 10);
        SIZES.put("", 1L);
    }

    private Amount() {}

    /// Reads a duration.
    ///
    /// @throws IllegalArgumentException saying what was expected
    public static long millis(String typed) {
        return parse(typed, DURATIONS, "a whole number with its unit, such as 500ms, 30s, 5m, 1h or 7d");
    }

    /// Reads a size.
    ///
    /// @throws IllegalArgumentException saying what was expected
    static long bytes(String typed) {
        return parse(typed, SIZES, "a whole number of bytes, such as 512, 64k, 10M or 1G (powers of 1024)");
    }

    private static long parse(String typed, Map<String, Long> units, String expected) {
        Matcher matcher = FORM.matcher(typed);
        Long unit = matcher.matches() ? units.get(matcher.group(2)) : null;
        if (unit == null) {
            throw new IllegalArgumentException("'" + typed + "', expected " + expected);
        }
        return Math.multiplyExact(Long.parseLong(matcher.group(1)), (long) unit);
    }

    /// The shortest text that [#millis] reads as this.
    static String ofMillis(long millis) {
        return text(millis, DURATIONS, "0s");
    }

    /// The shortest text that [#bytes] reads as this.
    static String ofBytes(long bytes) {
        return text(bytes, SIZES, "0");
    }

    private static String text(long amount, Map<String, Long> units, String zero) {
        for (Map.Entry<String, Long> unit : units.entrySet()) {
            if (amount != 0 && amount % unit.getValue() == 0) {
                return amount / unit.getValue() + unit.getKey();
            }
        }
        return zero;
    }
}
