package dev.corral.loadtest.measure;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.corral.loadtest.stream.StreamTally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Holds the server's counters against what clients saw. True only while nobody else uses the server.
/// Thread-safe.
public final class ServerCounters {
    private static final String JOBS = "corral_jobs_total";
    private static final String ITEMS = "corral_items_total";

    @GuardedBy("this")
    private final Map<String, Long> expected = new TreeMap<>();

    @GuardedBy("this")
    private @Nullable Exposition before;

    @GuardedBy("this")
    private long whole;

    @GuardedBy("this")
    private long cut;

    @GuardedBy("this")
    private long uncertain;

    /// The server's metrics before the first job.
    public synchronized void before(Exposition metrics) {
        before = metrics;
    }

    /// Adds what one whole stream told.
    public synchronized void add(StreamTally tally) {
        whole++;
        expected.merge(series(JOBS, tally.kind(), tally.outcome()), 1L, Long::sum);
        tally.counts().forEach((outcome, count) -> {
            if (!outcome.equals("total") && count > 0) {
                expected.merge(series(ITEMS, tally.kind(), outcome), count, Long::sum);
            }
        });
    }

    /// Adds a job that began to answer, whose end its client did not see.
    public synchronized void addCut() {
        cut++;
    }

    /// Adds a job of which its client cannot know whether the server took it.
    public synchronized void addUncertain() {
        uncertain++;
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
        boolean exact = cut + uncertain == 0;
        for (Map.Entry<String, Long> each : expected.entrySet()) {
            double grown = after.valueOr(each.getKey(), 0) - before.valueOr(each.getKey(), 0);
            if (exact ? grown != each.getValue() : grown < each.getValue()) {
                faults.add(each.getKey() + " grew by " + grown + "; the streams tell " + (exact ? "" : "at least ")
                        + each.getValue());
            }
        }
        double items = after.sum(ITEMS) - before.sum(ITEMS);
        long told = expected.entrySet().stream()
                .filter(each -> each.getKey().startsWith(ITEMS))
                .mapToLong(Map.Entry::getValue)
                .sum();
        if (exact && items != told) {
            faults.add(ITEMS + " grew by " + items + " in all; the streams tell " + told);
        }
        double jobs = after.sum(JOBS) - before.sum(JOBS);
        if (jobs < whole + cut || jobs > whole + cut + uncertain) {
            faults.add(JOBS + " grew by " + jobs + " in all; clients saw " + whole + " whole, " + cut
                    + " cut short and " + uncertain + " without an answer");
        }
        return faults.isEmpty() ? null : String.join("; ", faults);
    }
}
