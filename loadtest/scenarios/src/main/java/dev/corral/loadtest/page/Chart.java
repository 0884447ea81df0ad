package dev.corral.loadtest.page;

import dev.corral.loadtest.measure.Mark;
import dev.corral.loadtest.measure.Row;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// Lines over the seconds of a run, as an inline SVG with marks for phases and faults.
///
/// @param names of the rows' values, a line each, no more than there are colours
/// @param label makes a legend's word of a name
record Chart(String title, List<String> names, boolean logarithmic, UnaryOperator<String> label) {
    private static final int WIDTH = 860;
    private static final int HEIGHT = 190;
    private static final int LEFT = 56;
    private static final int BOTTOM = 22;
    private static final int TOP = 14;
    private static final String[] COLOURS = {
        "#1f6feb", "#d1242f", "#1a7f37", "#9a6700", "#8250df", "#0a7ea4", "#bf3989", "#57606a"
    };

    Chart {
        if (names.size() > COLOURS.length) {
            throw new IllegalArgumentException(
                    title + " has " + names.size() + " lines; expected at most " + COLOURS.length);
        }
        names = List.copyOf(names);
    }

    String svg(List<Row> rows, List<Mark> marks) {
        double end = Math.max(1, rows.isEmpty() ? 1 : rows.getLast().second());
        Scale scale = Scale.of(rows, names, logarithmic);
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<figure><figcaption>%s</figcaption><svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n",
                Html.text(title),
                WIDTH,
                HEIGHT,
                Html.text(title)));
        grid(svg, scale, end);
        marks(svg, marks, end);
        for (int i = 0; i < names.size(); i++) {
            line(svg, rows, names.get(i), COLOURS[i], new Place(scale, end));
        }
        return svg.append("</svg>").append(legend()).append("</figure>\n").toString();
    }

    /// Where a value stands.
    private record Place(Scale scale, double end) {
        double x(double second) {
            return LEFT + second / end * (WIDTH - LEFT - 8);
        }

        double y(double value) {
            return HEIGHT - BOTTOM - scale.share(value) * (HEIGHT - BOTTOM - TOP);
        }
    }

    private static void grid(StringBuilder svg, Scale scale, double end) {
        Place place = new Place(scale, end);
        for (double tick : scale.ticks()) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                            + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
                    LEFT,
                    WIDTH - 8,
                    place.y(tick),
                    place.y(tick),
                    LEFT - 6,
                    place.y(tick) + 4,
                    Scale.shown(tick)));
        }
        double step = Math.max(1, Math.rint(end / 10));
        for (double second = 0; second <= end; second += step) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.0f s</text>%n",
                    place.x(second),
                    HEIGHT - 6,
                    second));
        }
    }

    private static void marks(StringBuilder svg, List<Mark> marks, double end) {
        Place place = new Place(Scale.UNIT, end);
        for (int i = 0; i < marks.size(); i++) {
            Mark mark = marks.get(i);
            double x = place.x(Math.min(end, mark.second()));
            svg.append(String.format(
                    Locale.ROOT,
                    "<line class=\"%s\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"><title>%s</title></line>"
                            + "<text class=\"%s\" x=\"%.1f\" y=\"%d\">%d</text>%n",
                    mark.fault() ? "fault" : "phase",
                    x,
                    x,
                    TOP,
                    HEIGHT - BOTTOM,
                    Html.text(mark.text()),
                    mark.fault() ? "fault" : "phase",
                    x + 2,
                    TOP - 3,
                    i + 1));
        }
    }

    /// Broken where a second has no value: what was not seen is not drawn.
    private static void line(StringBuilder svg, List<Row> rows, String name, String colour, Place place) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            Double value = rows.get(i).values().get(name);
            if (value == null) {
                continue;
            }
            double x = place.x(rows.get(i).second());
            double y = place.y(value);
            boolean begins = !has(rows, i - 1, name);
            path.append(String.format(Locale.ROOT, "%s%.1f %.1f", begins ? "M" : "L", x, y));
            if (begins && !has(rows, i + 1, name)) {
                dot(svg, x, y, colour);
            }
        }
        svg.append("<path stroke=\"")
                .append(colour)
                .append("\" d=\"")
                .append(path)
                .append("\"/>\n");
    }

    private static boolean has(List<Row> rows, int index, String name) {
        return index >= 0 && index < rows.size() && rows.get(index).values().containsKey(name);
    }

    /// A second alone makes no line.
    private static void dot(StringBuilder svg, double x, double y, String colour) {
        svg.append(
                String.format(Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.2\" fill=\"%s\"/>%n", x, y, colour));
    }

    private String legend() {
        StringBuilder legend = new StringBuilder("<p class=\"legend\">");
        for (int i = 0; i < names.size(); i++) {
            legend.append("<span style=\"color:")
                    .append(COLOURS[i])
                    .append("\">&#9632; ")
                    .append(Html.text(label.apply(names.get(i))))
                    .append("</span> ");
        }
        return legend.append("</p>").toString();
    }
}
