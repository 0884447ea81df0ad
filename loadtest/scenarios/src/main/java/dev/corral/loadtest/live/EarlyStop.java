package dev.corral.loadtest.live;

import dev.corral.loadtest.settings.Limit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Says when a hard objective has been lost for so long that going on would tell no more. Not thread-safe.
final class EarlyStop {
    static final int SECONDS = 15;

    /// Rows are a little shorter or longer than a second.
    private static final double HALF_A_ROW = 0.5;

    private final List<Limit> hard;
    private final Map<String, Double> lost = new HashMap<>();

    EarlyStop(List<Limit> limits) {
        hard = limits.stream().filter(Limit::hard).toList();
    }

    /// Takes one row's figures.
    ///
    /// A figure that is not there says nothing, unless somebody waits for an answer: then it is lost, since what is
    /// waited for would be too late already.
    ///
    /// @param seconds that the row took
    /// @param waiting whether jobs are out, or the service does not answer
    /// @return the objective that has now been lost for 15 s on end; null if none
    @Nullable
    Limit after(double seconds, Map<String, Double> figures, boolean waiting) {
        for (Limit limit : hard) {
            Double value = figures.get(limit.figure());
            if (value == null && !waiting) {
                continue;
            }
            boolean holds = value != null && limit.holds(value);
            double time = holds ? 0 : lost.getOrDefault(limit.figure(), 0.0) + seconds;
            lost.put(limit.figure(), time);
            if (time >= SECONDS - HALF_A_ROW) {
                return limit;
            }
        }
        return null;
    }
}
