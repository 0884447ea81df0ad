package dev.corral.loadtest.compare;

import dev.corral.loadtest.stats.Bootstrap;
import dev.corral.loadtest.stats.Numbers;
import dev.corral.loadtest.stats.RankSum;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Figures of two sets of runs, side by side.
public record Comparison(List<Line> lines) {
    public Comparison {
        lines = List.copyOf(lines);
    }

    /// One figure.
    ///
    /// @param before the median of the first side; not a number if it has none
    /// @param said of the difference
    public record Line(String figure, double before, double after, String said, Change change) {}

    /// Compares.
    ///
    /// @param floor the share of the first median below which a difference is none
    /// @throws RefusedException when the runs cannot be compared
    public static Comparison of(List<RunFile> before, List<RunFile> after, double floor, Sides.Admitted admitted)
            throws RefusedException {
        Sides.check(before, after, admitted);
        List<RunFile> all = Stream.concat(before.stream(), after.stream()).toList();
        List<Pair> judged = new ArrayList<>();
        List<Line> others = new ArrayList<>();
        for (Map.Entry<String, Sense> figure : Figures.of(all).entrySet()) {
            String name = figure.getKey();
            Pair pair = new Pair(name, figure.getValue(), values(before, name), values(after, name));
            boolean isGone =
                    pair.before().size() == before.size() && pair.after().size() < after.size();
            if (isGone) {
                others.add(line(pair, "in " + pair.after().size() + " of B's runs", Change.GONE));
            } else if (pair.before().size() < Sides.RUNS || pair.after().size() < Sides.RUNS) {
                others.add(line(pair, "in fewer than " + Sides.RUNS + " runs of a side", Change.UNKNOWN));
            } else if (!all.stream().allMatch(run -> Figures.hasEnough(run, name))) {
                others.add(line(pair, "of too few values", Change.UNKNOWN));
            } else {
                judged.add(pair);
            }
        }
        List<Line> lines = lines(judged, floor);
        lines.addAll(others);
        return new Comparison(lines);
    }

    private static List<Line> lines(List<Pair> judged, double floor) throws RefusedException {
        for (Pair pair : judged) {
            double least =
                    RankSum.leastChance(pair.before().size(), pair.after().size());
            if (least * judged.size() > Pair.ALARM) {
                throw new RefusedException("with so few runs no difference could be told from chance in "
                        + judged.size() + " figures; expected more runs a side (--runs)");
            }
        }
        List<Change> changes = Pair.changes(judged, floor);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < judged.size(); i++) {
            Bootstrap.Interval interval =
                    Bootstrap.difference(judged.get(i).before(), judged.get(i).after());
            String said = String.format(
                    Locale.ROOT, "%+.3f [%+.3f, %+.3f]", interval.difference(), interval.low(), interval.high());
            lines.add(line(judged.get(i), said, changes.get(i)));
        }
        return lines;
    }

    private static Line line(Pair pair, String said, Change change) {
        return new Line(pair.figure(), Numbers.median(pair.before()), Numbers.median(pair.after()), said, change);
    }

    private static List<Double> values(List<RunFile> runs, String name) {
        return runs.stream()
                .filter(run -> run.figures().containsKey(name))
                .map(run -> run.figures().getOrDefault(name, Double.NaN))
                .toList();
    }

    public boolean gotWorse() {
        return lines.stream().anyMatch(line -> line.change().isWorse());
    }

    /// A table: medians, the difference with its interval, and what that means.
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Line line : lines) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-32s %12.3f %12.3f  %-32s  %s%n",
                    line.figure(),
                    line.before(),
                    line.after(),
                    line.said(),
                    line.change()));
        }
        return text.append(gotWorse() ? "something got worse\n" : "nothing got worse\n")
                .toString();
    }
}
