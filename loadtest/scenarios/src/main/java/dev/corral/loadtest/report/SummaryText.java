package dev.corral.loadtest.report;

import dev.corral.loadtest.measure.SideBySide;
import dev.corral.loadtest.settings.Limit;
import java.util.Locale;
import java.util.Map;

/// A summary for people: on the console as it is, and as Markdown.
public final class SummaryText {
    private SummaryText() {}

    /// Objectives, times, processor time, verdict.
    public static String console(Summary summary) {
        return objectives(summary).text() + "\n" + samples(summary).text() + "\n" + told(summary) + processors(summary)
                + "\n" + verdict(summary);
    }

    /// `summary.md`: the same, with all that stamps the run.
    static String markdown(Summary summary) {
        Summary.Heading heading = summary.heading();
        Table stamp = new Table("stamp", "value");
        summary.stamp().forEach(stamp::row);
        return "# " + heading.scenario() + ": " + summary.judgement().verdict() + "\n\n"
                + "Profile " + heading.profile() + ", " + heading.model() + " model, started " + heading.started()
                + ", took " + seconds(heading.took().toMillis() / 1000.0) + ".\n\n"
                + reasons(summary) + (summary.judgement().reasons().isEmpty() ? "" : "\n")
                + objectives(summary).text() + "\n"
                + samples(summary).text() + "\n"
                + told(summary)
                + processors(summary) + "\n"
                + stamp.text();
    }

    /// The comparison as a table that stands alone, with where and when it was measured.
    static String sideBySide(SideBySide both, Summary summary) {
        Table table = new Table(both.title(), both.first(), both.second(), "of the difference");
        both.lines()
                .forEach(each -> table.row(
                        each.what() + (each.lessIsBetter() ? ", less is better" : ", more is better"),
                        Limit.shown(each.first()),
                        Limit.shown(each.second()),
                        each.said().isEmpty() ? "medians of " + each.rounds() + " rounds a side" : each.said()));
        return table.text() + "\n" + summary.where() + "\n";
    }

    private static String verdict(Summary summary) {
        return reasons(summary) + summary.heading().scenario() + ": "
                + summary.judgement().verdict() + "\n";
    }

    private static String reasons(Summary summary) {
        StringBuilder text = new StringBuilder();
        summary.judgement()
                .reasons()
                .forEach(reason -> text.append("- ").append(OneLine.of(reason)).append('\n'));
        return text.toString();
    }

    private static Table objectives(Summary summary) {
        Table table = new Table("must hold", "held", "checked", "faults");
        summary.objectives()
                .forEach(each -> table.row(
                        each.name(),
                        each.held() ? "yes" : "NO",
                        Long.toString(each.checked()),
                        Long.toString(each.faults())));
        return table;
    }

    private static Table samples(Summary summary) {
        Table table = new Table("sample", "count", "p50 ms", "p95 ms", "p99 ms", "max ms");
        summary.samples()
                .forEach(each -> table.row(
                        each.name(),
                        Long.toString(each.count()),
                        number(each.p50Millis()),
                        number(each.p95Millis()),
                        number(each.p99Millis()),
                        number(each.maxMillis())));
        return table;
    }

    /// Figures and notes, if there are any.
    private static String told(Summary summary) {
        StringBuilder text = new StringBuilder();
        SideBySide both = summary.measured().sideBySide();
        if (both != null) {
            text.append(sideBySide(both, summary)).append('\n');
        }
        if (!summary.measured().figures().isEmpty()) {
            Table table = new Table("figure", "value");
            summary.measured().figures().forEach((name, value) -> table.row(name, Limit.shown(value)));
            text.append(table.text()).append('\n');
        }
        summary.measured()
                .notes()
                .forEach((name, note) ->
                        text.append(name).append(": ").append(OneLine.of(note)).append("\n"));
        return text.append(text.isEmpty() ? "" : "\n").toString();
    }

    private static String processors(Summary summary) {
        if (summary.processorSeconds().isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("processor time:");
        for (Map.Entry<String, Double> each : summary.processorSeconds().entrySet()) {
            text.append(' ').append(each.getKey()).append(' ').append(seconds(each.getValue()));
        }
        return text.append('\n').toString();
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.1f s", value);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
