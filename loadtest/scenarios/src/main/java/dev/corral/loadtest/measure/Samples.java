package dev.corral.loadtest.measure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.HdrHistogram.Histogram;

/// Times by name, each in a histogram of its own. Thread-safe.
///
/// Names are those of the house (`submit`, `first_result`, `result_gap_max`, `job_total`, `cancel_to_quiet`,
/// `rejected`), followed by `@phase` where a scenario compares phases. Service times are under the name with
/// `.service`, where they can differ from response times.
public final class Samples {
    public static final String SUBMIT = "submit";
    public static final String FIRST_RESULT = "first_result";
    public static final String RESULT_GAP_MAX = "result_gap_max";
    public static final String JOB_TOTAL = "job_total";
    public static final String CANCEL_TO_QUIET = "cancel_to_quiet";
    public static final String REJECTED = "rejected";
    /// Between the moment that a job was to be sent and the moment that it was.
    public static final String INJECTION_LAG = "injection_lag";
    /// How late a thread of the generator wakes that asked for 5 ms.
    public static final String GENERATOR_LAG = "generator_lag";

    private static final String SERVICE = ".service";

    private final ConcurrentMap<String, Track> tracks = new ConcurrentHashMap<>();

    /// Beyond an hour counts as an hour.
    public void record(String name, Duration time) {
        track(name).record(time.toNanos());
    }

    /// Both times, if they differ.
    public void record(String name, Timing timing) {
        record(name, timing.response());
        if (timing.intendedNanos() != timing.startNanos()) {
            record(name + SERVICE, timing.service());
        }
    }

    private Track track(String name) {
        return tracks.computeIfAbsent(name, _ -> new Track());
    }

    /// All names, in order.
    public List<SampleSummary> summaries() {
        return new TreeMap<>(tracks)
                .entrySet().stream()
                        .map(each ->
                                SampleSummary.of(each.getKey(), each.getValue().total()))
                        .filter(each -> each.count() > 0)
                        .toList();
    }

    /// What each track took in since the last call.
    public Map<String, Histogram> intervals() {
        Map<String, Histogram> intervals = new TreeMap<>();
        tracks.forEach((name, track) -> intervals.put(name, track.interval()));
        return intervals;
    }

    /// A quantile of all so far, in milliseconds; not a number if there is nothing.
    public double millisAt(String name, double percentile) {
        Track track = tracks.get(name);
        Histogram total = track == null ? null : track.total();
        return total == null || total.getTotalCount() == 0
                ? Double.NaN
                : total.getValueAtPercentile(percentile) / 1000.0;
    }
}
