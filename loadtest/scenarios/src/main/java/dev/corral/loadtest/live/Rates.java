package dev.corral.loadtest.live;

import java.util.HashMap;
import java.util.Map;

/// Makes rates of counters: what one grew by since it was last looked at. Not thread-safe.
final class Rates {
    private final Map<String, Double> last = new HashMap<>();

    /// Per second; not a number at the first look, and when the counter began anew.
    double of(String name, double counter, double seconds) {
        Double before = last.put(name, counter);
        return before == null || counter < before || seconds <= 0 ? Double.NaN : (counter - before) / seconds;
    }
}
