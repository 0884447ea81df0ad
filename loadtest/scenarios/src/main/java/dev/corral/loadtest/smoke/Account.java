package dev.corral.loadtest.smoke;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.corral.loadtest.measure.Claims;
import dev.corral.loadtest.measure.Exposition;
import dev.corral.loadtest.measure.Findings;
import dev.corral.loadtest.measure.Measured;
import dev.corral.loadtest.measure.Samples;
import dev.corral.loadtest.measure.ServerCounters;
import dev.corral.loadtest.stream.ItemResult;
import dev.corral.loadtest.stream.StreamCheck;
import dev.corral.loadtest.stream.StreamTally;
import dev.corral.loadtest.stream.StreamVerdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a smoke run adds up, and the objectives it is held against. Thread-safe.
///
/// The methods that give a fault note it as well; the caller only has to make a failed request of it.
public final class Account {
    static final String NO_KO = "no request fails a check";
    static final String WHOLE = "every stream is whole and its counts add up";
    static final String EXPECTED = "every job ends as it must";
    static final String ORIGIN = "the origin saw what the streams claim";
    static final String COUNTERS = "the server counts what the streams tell";
    static final String QUIET = "no task is alive at the end";

    private static final String TASKS_LIVE = "corral_tasks_live";
    private static final JsonMapper JSON = new JsonMapper();

    private final Findings findings = new Findings(List.of(NO_KO, WHOLE, EXPECTED, ORIGIN, COUNTERS, QUIET));
    private final Samples samples = new Samples();
    private final Claims claims = new Claims();
    private final ServerCounters counters = new ServerCounters();

    void answered(String sample, Duration time) {
        samples.record(sample, time);
    }

    void finished(String request, boolean failed) {
        findings.note(NO_KO, failed ? "\"" + request + "\" failed; the generator's log says by which check" : null);
    }

    @Nullable
    String faultOf(JobRequest job, String stream) {
        return switch (StreamCheck.check(stream)) {
            case StreamVerdict.Broken broken -> noted(WHOLE, job.name() + ", " + broken);
            case StreamVerdict.Whole(StreamTally tally) -> {
                findings.note(WHOLE, null);
                counters.add(tally);
                claim(job, tally);
                String fault = job.expected().fault(tally);
                yield noted(EXPECTED, fault == null ? null : job.name() + ": " + fault);
            }
        };
    }

    private void claim(JobRequest job, StreamTally tally) {
        for (ItemResult item : tally.items()) {
            if (item.index() < job.urls().size()) {
                claims.add(job.urls().get((int) item.index()), item);
            }
        }
    }

    void metricsBefore(String metrics) {
        counters.before(Exposition.parse(metrics));
    }

    static boolean isQuiet(String metrics) {
        return tasksLive(metrics) == 0;
    }

    private static double tasksLive(String metrics) {
        return Exposition.parse(metrics).valueOr(TASKS_LIVE, Double.NaN);
    }

    @Nullable
    String faultOfMetricsAfter(String metrics) {
        double live = tasksLive(metrics);
        String quiet = noted(QUIET, live == 0 ? null : TASKS_LIVE + " is " + live + "; expected 0");
        String counted = noted(COUNTERS, counters.disagreement(Exposition.parse(metrics)));
        return quiet == null ? counted : quiet;
    }

    @Nullable
    String faultOfOrigin(String seen) {
        try {
            return noted(ORIGIN, claims.disagreement(JSON.readTree(seen)));
        } catch (JsonProcessingException e) {
            return noted(ORIGIN, "what the origin saw is not JSON: " + e.getOriginalMessage());
        }
    }

    private @Nullable String noted(String objective, @Nullable String fault) {
        findings.note(objective, fault);
        return fault;
    }

    public void write(Path folder) throws IOException {
        Measured.write(folder, findings, samples);
    }
}
