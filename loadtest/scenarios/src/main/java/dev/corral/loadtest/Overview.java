package dev.corral.loadtest;

import dev.corral.loadtest.report.Summary;
import java.util.List;
import java.util.Locale;

/// A line for each of several runs.
final class Overview {
    private Overview() {}

    static String of(List<Summary> summaries) {
        StringBuilder text = new StringBuilder("\n");
        for (Summary each : summaries) {
            List<String> reasons = each.judgement().reasons();
            text.append(String.format(
                    Locale.ROOT,
                    "%-14s %-8s %6.1f s  %s%n",
                    each.heading().scenario(),
                    each.judgement().verdict(),
                    each.heading().took().toMillis() / 1000.0,
                    reasons.isEmpty() ? "" : reasons.getFirst()));
        }
        return text.toString();
    }
}
