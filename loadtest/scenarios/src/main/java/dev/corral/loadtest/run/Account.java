package dev.corral.loadtest.run;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.corral.loadtest.measure.Book;
import dev.corral.loadtest.measure.Exposition;
import dev.corral.loadtest.measure.Samples;
import dev.corral.loadtest.measure.ServerCounters;
import dev.corral.loadtest.measure.Timing;
import dev.corral.loadtest.settings.Target;
import dev.corral.loadtest.side.JobReply;
import dev.corral.loadtest.side.Management;
import dev.corral.loadtest.side.Patience;
import dev.corral.loadtest.stream.StreamCheck;
import dev.corral.loadtest.stream.StreamTally;
import dev.corral.loadtest.stream.StreamVerdict;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Books what became of jobs: their times, whether their streams were whole, and that the server counts the
/// same. Thread-safe.
public final class Account {
    /// In every scenario.
    public static final String WHOLE = "every stream is whole and its counts add up";

    public static final String ANSWERED = "no job goes unanswered or is cut short";
    public static final String COUNTERS = "the server counts what its clients saw";
    public static final String QUIET = "no task is alive at the end";
    public static final String ADMITTED = "no job is refused";
    public static final String REFUSALS = "what is refused is refused by 429 or 503 with Retry-After";

    private static final Duration QUIET_WITHIN = Duration.ofSeconds(10);
    private static final String TASKS_LIVE = "corral_tasks_live";
    /// What conclusions are drawn from: a metric that is not there would count as 0.
    private static final List<String> NEEDED = List.of(
            TASKS_LIVE,
            "corral_jobs_running",
            "corral_direct_memory_bytes",
            "corral_limiter_borrowed",
            "jvm_memory_used_bytes",
            "jvm_threads_live_threads",
            "process_cpu_time_ns_total",
            "process_files_open_files");

    private final Samples samples;
    private final Book book;
    private final Target target;
    private final Management management;
    private final ServerCounters counters = new ServerCounters();
    private final AtomicLong out = new AtomicLong();
    private volatile boolean refusalsExpected;

    @GuardedBy("this")
    private final Map<String, Long> done = new TreeMap<>();

    Account(Samples samples, Book book, Target target, Management management) {
        this.samples = samples;
        this.book = book;
        this.target = target;
        this.management = management;
    }

    /// Announces the objectives that hold in every scenario, and notes where the server's counters stand.
    void open(boolean comparesCounters) throws IOException, InterruptedException {
        book.announce(QUIET);
        if (comparesCounters) {
            book.announce(COUNTERS);
        }
        Exposition metrics = management.metrics(target.management());
        NEEDED.stream()
                .filter(metric -> !metrics.has(metric))
                .forEach(metric -> book.invalid("the service does not tell " + metric));
        counters.before(metrics);
    }

    /// The scenario offers more than the service can take. Otherwise each refusal is a fault.
    public void expectRefusals() {
        refusalsExpected = true;
    }

    /// Books a job beside the load, such as one that only asks what the service understands.
    void beside(String stream) {
        if (StreamCheck.check(stream) instanceof StreamVerdict.Whole(StreamTally tally)) {
            counters.add(tally);
        } else {
            counters.addUncertain();
        }
    }

    /// The same of a detached job, whose stream nobody reads.
    void besideUnseen() {
        counters.addCut();
    }

    /// Books a job that was read to its end.
    ///
    /// @param phase for the names of samples; empty for none
    /// @return what the stream told; null if it was not whole
    public @Nullable StreamTally take(String phase, JobReply reply) {
        return switch (reply) {
            case JobReply.Streamed streamed -> streamed(phase, streamed);
            case JobReply.Refused(int status, String retryAfter, Timing total, String body) -> {
                refused(phase, status, retryAfter, total, body);
                yield null;
            }
            case JobReply.Broken(boolean answered, Timing total, String error) -> {
                broken(phase, answered, error);
                samples.record(named("broken", phase), total);
                yield null;
            }
        };
    }

    private @Nullable StreamTally streamed(String phase, JobReply.Streamed streamed) {
        samples.record(named(Samples.SUBMIT, phase), streamed.head());
        samples.record(named(Samples.FIRST_RESULT, phase), streamed.first());
        samples.record(named(Samples.RESULT_GAP_MAX, phase), streamed.longestGap());
        return whole(phase, streamed.verdict(), streamed.total());
    }

    /// Books a stream that was received whole, as Gatling does.
    public @Nullable StreamTally whole(String phase, StreamVerdict verdict, Timing total) {
        book.announce(WHOLE);
        return switch (verdict) {
            case StreamVerdict.Broken broken -> {
                book.check(WHOLE, broken.toString());
                counters.addCut();
                yield null;
            }
            case StreamVerdict.Whole(StreamTally tally) -> {
                book.check(WHOLE, null);
                counters.add(tally);
                count(named("done", phase));
                samples.record(named(Samples.JOB_TOTAL, phase), total);
                yield tally;
            }
        };
    }

    /// Books a refusal: it stays out of the latency of accepted work.
    public void refused(String phase, int status, String retryAfter, Timing total, String body) {
        samples.record(named(Samples.REJECTED, phase), total);
        count(named("rejected", phase));
        boolean told = (status == 429 || status == 503) && !retryAfter.isEmpty();
        String answer = status + ", Retry-After \"" + retryAfter + "\": " + body;
        book.announce(REFUSALS);
        book.check(REFUSALS, told ? null : answer);
        if (!refusalsExpected && !phase.equals(Schedule.WARM_UP)) {
            book.announce(ADMITTED);
            book.check(ADMITTED, answer);
        }
    }

    /// Books a job that was not answered, or not to its end, though its client waited.
    public void broken(String phase, boolean answered, String error) {
        count(named("broken", phase));
        book.note("a broken job", error);
        if (answered) {
            counters.addCut();
        } else {
            counters.addUncertain();
        }
    }

    /// Books a job that its client left on purpose, after its answer had begun or before.
    public void left(boolean answered) {
        count("left");
        if (answered) {
            counters.addCut();
        } else {
            counters.addUncertain();
        }
    }

    /// A job goes out by Gatling, which may be stopped before it comes back.
    void goesOut() {
        out.incrementAndGet();
    }

    /// It came back, in whatever way.
    void cameBack() {
        out.decrementAndGet();
    }

    /// How many are out by Gatling.
    long outstanding() {
        return out.get();
    }

    static String named(String sample, String phase) {
        return phase.isEmpty() ? sample : sample + "@" + phase;
    }

    private synchronized void count(String what) {
        done.merge(what, 1L, Long::sum);
    }

    /// How often: `done`, `rejected`, `broken`, each with `@phase` if there is one, `left`.
    public synchronized long counted(String what) {
        return done.getOrDefault(what, 0L);
    }

    /// Waits until no task of a job lives. A checkpoint.
    ///
    /// @return the metrics then, or at the end of patience
    public Exposition awaitQuiet() throws IOException, InterruptedException {
        long end = System.nanoTime() + QUIET_WITHIN.toNanos();
        Exposition metrics = management.metrics(target.management());
        while (metrics.sum(TASKS_LIVE) + metrics.sum("corral_jobs_running") > 0 && System.nanoTime() - end < 0) {
            var _ = Patience.until(Duration.ofMillis(50), () -> false);
            metrics = management.metrics(target.management());
        }
        return metrics;
    }

    /// Compares accounts at the end. A checkpoint.
    void close(boolean comparesCounters) throws IOException, InterruptedException {
        for (long lost = out.get(); lost > 0; lost--) {
            counters.addUncertain();
        }
        Exposition metrics = awaitQuiet();
        double live = metrics.sum(TASKS_LIVE);
        book.check(QUIET, live == 0 ? null : TASKS_LIVE + " is " + live + "; expected 0");
        if (comparesCounters) {
            book.check(COUNTERS, counters.disagreement(metrics));
        }
        synchronized (this) {
            done.forEach((what, count) -> book.figure("jobs." + what, count));
            if (done.keySet().stream().anyMatch(name -> name.startsWith("broken"))) {
                book.announce(ANSWERED);
                book.check(ANSWERED, "some were: see the figures jobs.broken and the note");
            }
        }
    }
}
