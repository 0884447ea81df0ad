package dev.corral.loadtest.measure;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.corral.loadtest.stream.StreamTally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Holds the server's counters against what streams told. True only while nobody else uses the server. Thread-safe.
public final class ServerCounters {
    @GuardedBy("this")
    private final Map<String, Long> expected = new TreeMap<>();

    @GuardedBy("this")
    private @Nullable Exposition before;

    /// The server's metrics before the first job.
    public synchronized void before(Exposition metrics) {
        before = metrics;
    }

    /// Adds what one stream told.
    public synchronized void add(StreamTally tally) {
        expected.merge(series("corral_jobs_total", tally.kind(), tally.outcome()), 1L, Long::sum);
        tally.counts().forEach((outcome, count) -> {
            if (!outcome.equals("total") && count > 0) {
                expected.merge(series("corral_items_total", tally.kind(), outcome), count, Long::sum);
            }
        });
    }

    private static String series(String name, String kind, String outcome) {
        return name + "{kind=\"" + kind + "\",outcome=\"" + outcome + "\"}";
    }

    /// Compares with the metrics after the last job.
    ///
    /// @return where they do not agree; null if they do
    public synchronized @Nullable String disagreement(Exposition after) {
        if (before == null) {
            return "the counters before the first job are not known";
        }
        List<String> faults = new ArrayList<>();
        for (Map.Entry<String, Long> each : expected.entrySet()) {
            double grown = after.valueOr(each.getKey(), 0) - before.valueOr(each.getKey(), 0);
            if (grown != each.getValue()) {
                faults.add(each.getKey() + " grew by " + grown + "; the streams tell " + each.getValue());
            }
        }
        return faults.isEmpty() ? null : String.join("; ", faults);
    }
}
