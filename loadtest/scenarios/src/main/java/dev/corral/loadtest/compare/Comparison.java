package dev.corral.loadtest.compare;

import dev.corral.loadtest.stats.Bootstrap;
import dev.corral.loadtest.stats.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// Figures of two sets of runs, side by side.
public record Comparison(List<Line> lines) {
    static final int RUNS = 5;

    public Comparison {
        lines = List.copyOf(lines);
    }

    /// What became of one figure.
    public enum Change {
        NONE("no difference"),
        BETTER("better"),
        WORSE("WORSE");

        private final String word;

        Change(String word) {
            this.word = word;
        }
    }

    /// One figure.
    ///
    /// @param before the median of the first side
    public record Line(String figure, double before, double after, Bootstrap.Interval interval, Change change) {}

    /// Compares.
    ///
    /// @param floor the share of the first median below which a difference is none
    /// @throws RefusedException when the runs cannot be compared
    public static Comparison of(List<RunFile> before, List<RunFile> after, double floor) throws RefusedException {
        check("A", before);
        check("B", after);
        mustBeAlike(before, after);
        TreeSet<String> names = new TreeSet<>(before.getFirst().figures().keySet());
        List<Line> lines = new ArrayList<>();
        for (String name : names) {
            List<Double> first = values(before, name);
            List<Double> second = values(after, name);
            if (first.size() >= RUNS && second.size() >= RUNS && direction(name) != 0) {
                lines.add(line(name, first, second, floor));
            }
        }
        return new Comparison(lines);
    }

    private static void check(String side, List<RunFile> runs) throws RefusedException {
        if (runs.size() < RUNS) {
            throw new RefusedException(
                    "side " + side + " has " + runs.size() + " runs; expected at least " + RUNS + " (--runs 5)");
        }
        for (RunFile run : runs) {
            if (run.verdict().equals("INVALID")) {
                throw new RefusedException(run.file() + " is INVALID; expected runs that say something");
            }
        }
    }

    private static void mustBeAlike(List<RunFile> before, List<RunFile> after) throws RefusedException {
        RunFile first = before.getFirst();
        List<RunFile> all = new ArrayList<>(before);
        all.addAll(after);
        for (RunFile run : all) {
            TreeSet<String> keys = new TreeSet<>(first.stamp().keySet());
            keys.addAll(run.stamp().keySet());
            for (String key : keys) {
                String one = first.stamp().getOrDefault(key, "nothing");
                String other = run.stamp().getOrDefault(key, "nothing");
                if (!one.equals(other)) {
                    throw new RefusedException("the stamps differ: " + key + " is \"" + one + "\" in " + first.file()
                            + " and \"" + other + "\" in " + run.file());
                }
            }
        }
    }

    private static List<Double> values(List<RunFile> runs, String name) {
        List<Double> values = new ArrayList<>();
        for (RunFile run : runs) {
            Double value = run.figures().get(name);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    /// 1 when more is worse, -1 when more is better, 0 when neither can be said.
    private static int direction(String name) {
        if (name.startsWith("jobs.") || name.startsWith("generator.") || name.startsWith("unstructured.")) {
            return 0;
        }
        boolean moreIsBetter = name.matches(".*(_per_s|knee.*|goodput.*|throughput_ratio|.*_share)");
        return moreIsBetter ? -1 : 1;
    }

    private static Line line(String name, List<Double> first, List<Double> second, double floor) {
        Bootstrap.Interval interval = Bootstrap.difference(first, second);
        double before = Numbers.median(first);
        boolean differs = interval.excludesZero() && Math.abs(interval.difference()) >= floor * Math.abs(before);
        Change change =
                !differs ? Change.NONE : interval.difference() * direction(name) > 0 ? Change.WORSE : Change.BETTER;
        return new Line(name, before, Numbers.median(second), interval, change);
    }

    public boolean gotWorse() {
        return lines.stream().anyMatch(line -> line.change() == Change.WORSE);
    }

    /// A table: medians, the difference with its interval, and what that means.
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Line line : lines) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-38s %12.3f %12.3f  %+10.3f [%+.3f, %+.3f]  %s%n",
                    line.figure(),
                    line.before(),
                    line.after(),
                    line.interval().difference(),
                    line.interval().low(),
                    line.interval().high(),
                    line.change().word));
        }
        return text.append(gotWorse() ? "something got worse\n" : "nothing got worse\n")
                .toString();
    }
}
