package dev.corral.loadtest.measure;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Collects what was checked. Thread-safe.
public final class Findings {
    private static final int EXAMPLES = 5;

    @GuardedBy("this")
    private final Map<String, Count> counts = new LinkedHashMap<>();

    private static final class Count {
        long checked;
        long faults;
        final List<String> examples = new ArrayList<>();
    }

    /// These are incomplete until each of them has been looked at.
    public synchronized void announce(List<String> objectives) {
        objectives.forEach(name -> counts.putIfAbsent(name, new Count()));
    }

    /// Notes one look at an objective.
    ///
    /// @param fault what did not hold; null if all did
    public synchronized void note(String objective, @Nullable String fault) {
        Count count = counts.get(objective);
        if (count == null) {
            throw new IllegalArgumentException(
                    "objective is \"" + objective + "\"; expected one that was announced: " + counts.keySet());
        }
        count.checked++;
        if (fault != null) {
            count.faults++;
            if (count.examples.size() < EXAMPLES) {
                count.examples.add(fault);
            }
        }
    }

    public synchronized List<Objective> objectives() {
        return counts.entrySet().stream()
                .map(each -> new Objective(
                        each.getKey(), each.getValue().checked, each.getValue().faults, each.getValue().examples))
                .toList();
    }
}
