package dev.corral.loadtest.live;

import dev.corral.loadtest.measure.Mark;
import dev.corral.loadtest.measure.Row;
import java.util.List;

/// The worst seconds of the generator: in the mean of a whole run they would not show.
public final class Busiest {
    /// A single row may have a burst that nobody waited for.
    static final double SECONDS = 3;

    private static final String WARM_UP = "warm-up";
    private static final String CORES = "generator.cpu_cores";

    private Busiest() {}

    /// The largest share of all cores that the generator took for 3 s on end, after the warm-up; not a number for a run
    /// that was shorter.
    public static double share(List<Row> rows, List<Mark> marks, int cores) {
        double from = end(marks);
        double most = Double.NaN;
        for (Row row : rows) {
            double begin = row.second() - SECONDS;
            if (begin >= from) {
                double coreSeconds = rows.stream()
                        .mapToDouble(each -> each.valueOr(CORES, 0) * each.secondsWithin(begin, row.second()))
                        .sum();
                double share = coreSeconds / SECONDS / cores;
                most = Double.isNaN(most) ? share : Math.max(most, share);
            }
        }
        return most;
    }

    /// When the warm-up was over: at the first mark after its own; at once if there is none.
    private static double end(List<Mark> marks) {
        boolean warmsUp = marks.stream().anyMatch(mark -> mark.text().startsWith(WARM_UP));
        return marks.stream()
                .filter(mark -> warmsUp && !mark.text().startsWith(WARM_UP))
                .mapToDouble(Mark::second)
                .findFirst()
                .orElse(0);
    }
}
