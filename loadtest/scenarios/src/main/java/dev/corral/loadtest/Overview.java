package dev.corral.loadtest;

import dev.corral.loadtest.report.Summary;
import java.util.List;
import java.util.Locale;

/// A line for each of several runs.
final class Overview {
    private Overview() {}

    static String of(List<Outcome> outcomes) {
        StringBuilder text = new StringBuilder("\n");
        for (Outcome each : outcomes) {
            text.append(
                    switch (each) {
                        case Outcome.Judged(Summary summary) -> line(summary, reason(summary));
                        case Outcome.PutAside(Summary summary, var kept) ->
                            line(summary, "again; kept in " + kept.getFileName() + ": " + reason(summary));
                        case Outcome.NotReady(String scenario, String why) ->
                            String.format(
                                    Locale.ROOT,
                                    "%-14s %-9s %8s  %s%n",
                                    scenario,
                                    "NOT READY",
                                    "",
                                    why.lines().findFirst().orElse(""));
                    });
        }
        return text.toString();
    }

    private static String line(Summary summary, String said) {
        return String.format(
                Locale.ROOT,
                "%-14s %-9s %6.1f s  %s%n",
                summary.heading().scenario(),
                summary.judgement().verdict(),
                summary.heading().took().toMillis() / 1000.0,
                said);
    }

    private static String reason(Summary summary) {
        List<String> reasons = summary.judgement().reasons();
        return reasons.isEmpty() ? "" : reasons.getFirst();
    }
}
