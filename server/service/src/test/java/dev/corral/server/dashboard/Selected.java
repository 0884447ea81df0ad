package dev.corral.server.dashboard;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A value of a label that a query asks for; of several, divided by bars, one.
///
/// @param value what is asked for, as a regular expression
record Selected(String metric, String label, String value) {
    private static final Pattern SELECTOR = Pattern.compile("(corral_\\w+)\\{([^}]*)}");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)=~?\"([^\"$]+)\"");

    /// Those of all metrics of ours, as far as they are no variables.
    static Stream<Selected> in(String query) {
        return SELECTOR.matcher(query)
                .results()
                .flatMap(selector -> MATCHER.matcher(selector.group(2))
                        .results()
                        .flatMap(matcher -> Stream.of(matcher.group(2).split("\\|"))
                                .map(value -> new Selected(selector.group(1), matcher.group(1), value))));
    }

    /// Whether a time series has it.
    boolean isIn(Exposition shown) {
        Pattern sample = Pattern.compile(metric + "\\{(.*,)?" + label + "=\"(?:" + value + ")\"(,.*)?}");
        return shown.samples().keySet().stream().anyMatch(sample.asMatchPredicate());
    }
}
