package dev.corral.loadtest.smoke;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.corral.loadtest.measure.Claims;
import dev.corral.loadtest.measure.Timing;
import dev.corral.loadtest.run.Run;
import dev.corral.loadtest.stream.ItemResult;
import dev.corral.loadtest.stream.StreamCheck;
import dev.corral.loadtest.stream.StreamTally;
import dev.corral.loadtest.stream.StreamVerdict;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a smoke run adds up beside the accounts of every run. Thread-safe.
///
/// The methods that give a fault note it as well; the caller only has to make a failed request of it.
final class Account {
    private static final String NO_KO = "no request fails a check";
    private static final String EXPECTED = "every job ends as it must";
    private static final String ORIGIN = "the origin saw what the streams claim";

    private static final JsonMapper JSON = new JsonMapper();

    private final Run run;
    private final Claims claims = new Claims();

    Account(Run run) {
        this.run = run;
        run.book().announce(NO_KO, EXPECTED, ORIGIN);
    }

    void answered(String sample, Duration time) {
        run.samples().record(sample, time);
    }

    void finished(String request, boolean failed) {
        run.book().check(NO_KO, failed ? "\"" + request + "\" failed; the generator's log says by which check" : null);
    }

    @Nullable
    String faultOf(JobRequest job, String stream, Timing timing) {
        return faultOf("", job, stream, timing);
    }

    /// The same of a job whose client was not there while it ran.
    @Nullable
    String faultOfDetached(JobRequest job, String stream, Timing timing) {
        return faultOf("detached", job, stream, timing);
    }

    private @Nullable String faultOf(String phase, JobRequest job, String stream, Timing timing) {
        StreamVerdict verdict = StreamCheck.check(stream);
        StreamTally tally = run.account().whole(phase, verdict, timing);
        if (tally == null) {
            return job.name() + ", " + verdict;
        }
        claim(job, tally);
        String fault = job.expected().fault(tally);
        return run.book().check(EXPECTED, fault == null ? null : job.name() + ": " + fault);
    }

    private void claim(JobRequest job, StreamTally tally) {
        for (ItemResult item : tally.items()) {
            if (item.index() < job.urls().size()) {
                claims.add(job.urls().get((int) item.index()), item);
            }
        }
    }

    @Nullable
    String faultOfOrigin(String seen) {
        try {
            return run.book().check(ORIGIN, claims.disagreement(JSON.readTree(seen)));
        } catch (JsonProcessingException e) {
            return run.book().check(ORIGIN, "what the origin saw is not JSON: " + e.getOriginalMessage());
        }
    }
}
