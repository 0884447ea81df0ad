package dev.corral.loadtest.live;

import java.util.HashMap;
import java.util.Map;

/// Makes rates of counters: what one grew by since it was last looked at. Not thread-safe.
final class Rates {
    private final Map<String, Look> last = new HashMap<>();

    /// When a counter was looked at.
    private record Look(double second, double counter) {}

    /// Per second; not a number at the first look, and when the counter began anew.
    ///
    /// @param second of this look, which may have had to wait for its answer
    double of(String name, double counter, double second) {
        Look before = last.put(name, new Look(second, counter));
        return before == null || counter < before.counter || second <= before.second
                ? Double.NaN
                : (counter - before.counter) / (second - before.second);
    }
}
