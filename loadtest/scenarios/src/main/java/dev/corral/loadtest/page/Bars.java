package dev.corral.loadtest.page;

import dev.corral.loadtest.measure.SideBySide;
import dev.corral.loadtest.settings.Limit;
import java.util.Locale;

/// Two sides as bars, figure by figure, each figure on a scale of its own.
public final class Bars {
    private static final int WIDTH = 860;
    private static final int TOP = 62;
    private static final int LINE = 48;
    private static final int LEFT = 330;
    private static final int ROOM = 380;
    private static final int BAR = 14;
    private static final int CAPTION = 120;
    private static final String SMALL = "font-size=\"11\" fill=\"#57606a\"";
    private static final String FIRST = "#1f6feb";
    private static final String SECOND = "#bc4c00";

    private Bars() {}

    /// As a file that stands alone.
    ///
    /// @param caption where and when it was measured
    public static String file(SideBySide both, String caption) {
        return svg(both, caption).replaceFirst("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" ");
    }

    /// As a part of a page.
    static String svg(SideBySide both, String caption) {
        int height = TOP + LINE * both.lines().size() + 44;
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" width=\"%d\" role=\"img\""
                        + " aria-label=\"%s\" font-family=\"system-ui,sans-serif\" font-size=\"13\">%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>%n",
                WIDTH,
                height,
                WIDTH,
                Html.text(both.title())));
        text(svg, 16, 24, "font-size=\"16\" font-weight=\"600\"", both.title());
        text(svg, 16, 46, "fill=\"" + FIRST + "\"", "\u25a0 " + both.first());
        text(svg, 150, 46, "fill=\"" + SECOND + "\"", "\u25a0 " + both.second());
        int y = TOP;
        for (SideBySide.Line line : both.lines()) {
            line(svg, line, y);
            y += LINE;
        }
        // A long one has two lines.
        int half = caption.length() <= CAPTION ? -1 : caption.lastIndexOf(' ', CAPTION);
        text(svg, 16, height - 24, SMALL, half < 0 ? caption : caption.substring(0, half));
        if (half > 0) {
            text(svg, 16, height - 10, SMALL, caption.substring(half + 1));
        }
        return svg.append("</svg>\n").toString();
    }

    private static void line(StringBuilder svg, SideBySide.Line line, int y) {
        double most = Math.max(line.first(), line.second());
        text(svg, 16, y + 14, "", line.what());
        text(svg, 16, y + 30, SMALL, line.lessIsBetter() ? "less is better" : "more is better");
        bar(svg, new Bar(y, line.first(), most, FIRST));
        bar(svg, new Bar(y + BAR + 3, line.second(), most, SECOND));
    }

    private record Bar(int y, double value, double most, String colour) {}

    private static void bar(StringBuilder svg, Bar bar) {
        double width = bar.most() > 0 ? Math.max(1, ROOM * bar.value() / bar.most()) : 1;
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
                LEFT,
                bar.y() + 2,
                width,
                BAR,
                bar.colour()));
        text(svg, LEFT + (int) width + 8, bar.y() + BAR, "", Limit.shown(bar.value()));
    }

    private static void text(StringBuilder svg, int x, int y, String attributes, String text) {
        svg.append(String.format(
                Locale.ROOT, "<text x=\"%d\" y=\"%d\" %s>%s</text>%n", x, y, attributes, Html.text(text)));
    }
}
