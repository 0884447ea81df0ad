package dev.corral.loadtest.page;

import dev.corral.loadtest.measure.Mark;
import dev.corral.loadtest.measure.Row;
import dev.corral.loadtest.measure.SideBySide;
import dev.corral.loadtest.report.Summary;
import dev.corral.loadtest.report.Verdict;
import dev.corral.loadtest.settings.Limit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// `index.html` of a run: the verdict and its reasons first, then charts with the marks of phases and faults,
/// then all numbers.
public final class Page {
    private static final String STYLE = """
        :root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;max-width:900px;margin:2em auto;padding:0 1em}
        h1 b{padding:.1em .5em;border-radius:.3em;color:#fff}.PASS{background:#1a7f37}.FAIL{background:#d1242f}
        .INVALID{background:#9a6700}figure{margin:1.2em 0}figcaption{font-weight:600}svg{width:100%;height:auto}
        figure svg path{fill:none;stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}figure svg text{font-size:10px;fill:currentColor}.grid{stroke:#8884}
        line.phase{stroke:#8250df;stroke-dasharray:3 3}line.fault{stroke:#d1242f}text.fault{fill:#d1242f}
        text.phase{fill:#8250df}.legend{margin:0;font-size:12px}table{border-collapse:collapse;margin:1em 0}
        td,th{padding:.15em .7em;text-align:left;border-bottom:1px solid #8884}td.n{text-align:right}
        .no{color:#d1242f;font-weight:600}ol.marks{columns:2;font-size:13px}ol.marks .fault{color:#d1242f}
        """;

    private Page() {}

    public static String of(Summary summary, List<Row> rows) {
        Summary.Heading heading = summary.heading();
        Verdict verdict = summary.judgement().verdict();
        StringBuilder page = new StringBuilder("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>")
                .append(Html.text(heading.scenario()))
                .append(": ")
                .append(verdict)
                .append("</title><meta name=\"viewport\" content=\"width=device-width\"><style>")
                .append(STYLE)
                .append("</style>\n<h1>")
                .append(Html.text(heading.scenario()))
                .append(" <b class=\"")
                .append(verdict)
                .append("\">")
                .append(verdict)
                .append("</b></h1>\n<p>")
                .append(Html.text(String.format(
                        Locale.ROOT,
                        "%s profile, %s model, %s, took %.1f s",
                        heading.profile(),
                        heading.model(),
                        heading.started(),
                        heading.took().toMillis() / 1000.0)))
                .append("</p>\n");
        list(page, summary.judgement().reasons());
        notes(page, summary);
        SideBySide both = summary.measured().sideBySide();
        if (both != null) {
            page.append(Bars.svg(both, summary.where()));
        }
        marks(page, summary.measured().marks());
        charts(page, rows, summary.measured().marks());
        Numbers.append(page, summary);
        return page.append("</html>\n").toString();
    }

    private static void list(StringBuilder page, List<String> lines) {
        if (!lines.isEmpty()) {
            page.append("<ul>");
            lines.forEach(line -> page.append("<li class=\"no\">").append(Html.text(line)));
            page.append("</ul>\n");
        }
    }

    private static void notes(StringBuilder page, Summary summary) {
        summary.measured()
                .notes()
                .forEach((name, note) -> page.append("<p><b>")
                        .append(Html.text(name))
                        .append(":</b> ")
                        .append(Html.text(note))
                        .append("</p>\n"));
    }

    private static void marks(StringBuilder page, List<Mark> marks) {
        page.append("<ol class=\"marks\">");
        marks.forEach(mark -> page.append(mark.fault() ? "<li class=\"fault\">" : "<li>")
                .append(Html.text(String.format(Locale.ROOT, "%s, at %.1f s", mark.text(), mark.second()))));
        page.append("</ol>\n");
    }

    private static void charts(StringBuilder page, List<Row> rows, List<Mark> marks) {
        List<Row> samples = Lines.bySample(rows);
        for (Panel panel : Panel.ALL) {
            List<String> names = Lines.most(samples, panel);
            if (!names.isEmpty()) {
                page.append(new Chart(panel.title(), names, panel.logarithmic(), Panel::label).svg(samples, marks));
                left(page, Lines.wanted(samples, panel), names);
            }
        }
    }

    /// Names what there was no room for.
    private static void left(StringBuilder page, Collection<String> wanted, Collection<String> drawn) {
        List<String> left = wanted.stream()
                .filter(name -> !drawn.contains(name))
                .map(Panel::label)
                .toList();
        if (!left.isEmpty()) {
            page.append("<p class=\"legend\">not drawn, since lower throughout: ")
                    .append(Html.text(String.join(", ", left)))
                    .append("</p>\n");
        }
    }

    /// The tables at the foot of the page.
    private static final class Numbers {
        private Numbers() {}

        static void append(StringBuilder page, Summary summary) {
            page.append("<h2>Must hold</h2><table>");
            summary.measured()
                    .objectives()
                    .forEach(each -> row(
                            page,
                            each.name(),
                            each.held() ? "held" : "NOT HELD",
                            each.faults() + " of " + each.checked(),
                            each.examples().isEmpty() ? "" : each.examples().getFirst()));
            page.append("</table><h2>Times in ms</h2><table>");
            row(page, "sample", "count", "p50", "p95", "p99", "max");
            summary.measured()
                    .samples()
                    .forEach(each -> row(
                            page,
                            each.name(),
                            Long.toString(each.count()),
                            Limit.shown(each.p50Millis()),
                            Limit.shown(each.p95Millis()),
                            Limit.shown(each.p99Millis()),
                            Limit.shown(each.maxMillis())));
            page.append("</table><h2>Figures</h2><table>");
            summary.measured().figures().forEach((name, value) -> row(page, name, Limit.shown(value)));
            summary.processorSeconds()
                    .forEach((name, value) -> row(page, "cpu seconds of " + name, Limit.shown(value)));
            page.append("</table><h2>Stamp</h2><table>");
            summary.stamp().forEach((name, value) -> row(page, name, value));
            page.append("</table>\n");
        }

        private static void row(StringBuilder page, String... cells) {
            page.append("<tr>");
            for (String cell : cells) {
                page.append(cell.equals("NOT HELD") ? "<td class=\"no\">" : "<td>")
                        .append(Html.text(cell));
            }
            page.append('\n');
        }
    }
}
