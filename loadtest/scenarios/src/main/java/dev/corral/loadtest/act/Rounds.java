package dev.corral.loadtest.act;

import dev.corral.loadtest.measure.Book;
import dev.corral.loadtest.measure.SideBySide;
import dev.corral.loadtest.stats.Bootstrap;
import dev.corral.loadtest.stats.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What each of two sides gave in each of its rounds.
final class Rounds {
    /// Fewer say nothing of a difference.
    private static final int ENOUGH = 5;

    private final String first;
    private final String second;
    private final Map<String, List<Double>> values = new LinkedHashMap<>();

    Rounds(String first, String second) {
        this.first = first;
        this.second = second;
    }

    /// One round of a side.
    void add(String side, Map<String, Double> figures) {
        figures.forEach((name, value) -> values.computeIfAbsent(side + "." + name, _ -> new ArrayList<>())
                .add(value));
    }

    private List<Double> of(String side, String figure) {
        return values.getOrDefault(side + "." + figure, List.of());
    }

    double median(String side, String figure) {
        return Numbers.median(of(side, figure));
    }

    /// The second side's median as a multiple of the first's.
    double ratio(String figure) {
        return median(second, figure) / median(first, figure);
    }

    /// Books the medians of all.
    void book(Book book) {
        values.forEach((name, each) -> book.figure(name, Numbers.median(each)));
    }

    /// A figure of both for the reader.
    ///
    /// @param what is counted, with its unit
    SideBySide.Line line(String figure, String what, boolean lessIsBetter) {
        int rounds = Math.min(of(first, figure).size(), of(second, figure).size());
        return new SideBySide.Line(
                what, lessIsBetter, median(first, figure), median(second, figure), rounds, said(figure, rounds));
    }

    private String said(String figure, int rounds) {
        double base = median(first, figure);
        if (rounds < ENOUGH || base == 0) {
            return "";
        }
        Bootstrap.Interval interval = Bootstrap.difference(of(first, figure), of(second, figure));
        return String.format(
                Locale.ROOT,
                "%+.0f %% (95 %%: %+.0f to %+.0f): %s",
                100 * interval.difference() / base,
                100 * interval.low() / base,
                100 * interval.high() / base,
                interval.excludesZero() ? "a difference" : "no difference seen");
    }
}
