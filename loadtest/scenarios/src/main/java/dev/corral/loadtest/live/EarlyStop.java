package dev.corral.loadtest.live;

import dev.corral.loadtest.settings.Limit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Says when a hard objective has been lost for so long that going on would tell no more. Not thread-safe.
final class EarlyStop {
    static final int SECONDS = 15;

    private final List<Limit> hard;
    private final Map<String, Integer> lost = new HashMap<>();

    EarlyStop(List<Limit> limits) {
        hard = limits.stream().filter(Limit::hard).toList();
    }

    /// Takes one second's figures.
    ///
    /// @return the objective that has now been lost for 15 s on end; null if none
    @Nullable
    Limit after(Map<String, Double> figures) {
        for (Limit limit : hard) {
            Double value = figures.get(limit.figure());
            if (value == null) {
                continue;
            }
            int seconds = limit.holds(value) ? 0 : lost.getOrDefault(limit.figure(), 0) + 1;
            lost.put(limit.figure(), seconds);
            if (seconds >= SECONDS) {
                return limit;
            }
        }
        return null;
    }
}
