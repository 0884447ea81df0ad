package dev.corral.server.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sizes as people write them: a whole number with a unit, powers of 1024.
final class SizeText {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})([KMGT])");
    private static final Map<String, Integer> SHIFTS = Map.of("K", 10, "M", 20, "G", 30, "T", 40);

    private SizeText() {}

    /// The bytes that a text stands for.
    ///
    /// @throws IllegalArgumentException if it is no size
    static long parse(String text) {
        Matcher match = FORM.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("expected a whole number with a unit, K, M, G or T, such as 20G");
        }
        long number = Long.parseLong(match.group(1));
        int shift = SHIFTS.getOrDefault(match.group(2), 0);
        return number <= Long.MAX_VALUE >> shift ? number << shift : Long.MAX_VALUE;
    }
}
