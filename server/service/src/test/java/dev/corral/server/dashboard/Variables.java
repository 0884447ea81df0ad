package dev.corral.server.dashboard;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What Grafana puts in place of variables before it asks.
///
/// @param values by name
record Variables(Map<String, String> values) {
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)}|(\\w+))");
    private static final Pattern SPECIAL = Pattern.compile("[\\\\^$.*+?()\\[\\]{}|]");
    private static final int SCRAPES_IN_A_RATE = 4;

    /// @throws IllegalArgumentException when it names a variable that there is not
    String in(String expression) {
        return VARIABLE.matcher(expression).replaceAll(found -> {
            String name = found.group(1) == null ? found.group(2) : found.group(1);
            String value = values.get(name);
            if (value == null) {
                throw new IllegalArgumentException(
                        "there is no variable '" + name + "', expected one of " + values.keySet());
            }
            return Matcher.quoteReplacement(value);
        });
    }

    /// Chosen values, for a regular expression within a string of PromQL.
    static String chosen(List<String> values) {
        String all = values.stream()
                .map(each ->
                        SPECIAL.matcher(each).replaceAll(found -> Matcher.quoteReplacement("\\\\" + found.group())))
                .collect(Collectors.joining("|"));
        return values.size() == 1 ? all : "(" + all + ")";
    }

    /// `$__rate_interval`: wide enough for a rate to have samples, whatever the zoom.
    static String rateInterval(Duration step, Duration scrape) {
        long millis = Math.max(
                step.plus(scrape).toMillis(),
                scrape.multipliedBy(SCRAPES_IN_A_RATE).toMillis());
        return millis + "ms";
    }
}
