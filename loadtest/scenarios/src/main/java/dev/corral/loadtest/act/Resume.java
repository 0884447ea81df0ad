package dev.corral.loadtest.act;

import dev.corral.loadtest.measure.Timing;
import dev.corral.loadtest.run.Act;
import dev.corral.loadtest.run.Jobs;
import dev.corral.loadtest.run.Run;
import dev.corral.loadtest.side.Crew;
import dev.corral.loadtest.side.RawExchange;
import dev.corral.loadtest.stream.StreamCheck;
import dev.corral.loadtest.stream.StreamVerdict;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/// Scenario 16: readers of detached jobs that are killed every 200 ms and come back behind the last record
/// they had. All that they read, put together, must be one whole stream.
public final class Resume implements Act {
    private static final String NO_HOLE = "the parts put together are one whole stream";
    private static final Duration LIFE = Duration.ofMillis(200);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Run run;
    private final AtomicLong resumed = new AtomicLong();

    public Resume(Run run) {
        this.run = run;
    }

    @Override
    public void script() throws IOException, InterruptedException {
        if (!run.features().detached()) {
            return;
        }
        run.book().announce(NO_HOLE);
        List<Future<?>> readers = new ArrayList<>();
        for (int i = 0; i < run.load().whole("jobs"); i++) {
            DetachedJob job = DetachedJob.create(
                    run,
                    Jobs.fetch(Jobs.concurrency(4), run.jobs().same(run.load().whole("items"), "/delay?ms=50")));
            run.book().check(NO_HOLE, job == null ? "a job was not acknowledged" : null);
            if (job != null) {
                readers.add(run.crew().start(() -> read(job)));
            }
        }
        for (Future<?> reader : readers) {
            Crew.result(reader, LIMIT.multipliedBy(2));
        }
        run.book().count("resumed", resumed.get());
    }

    private Resume read(DetachedJob job) throws IOException, InterruptedException {
        long start = System.nanoTime();
        StreamCheck check = new StreamCheck();
        long limit = System.nanoTime() + LIMIT.toNanos();
        while (!check.isOver() && System.nanoTime() - limit < 0) {
            try (RawExchange exchange = job.stream(check.lines())) {
                var _ = run.crew().start(() -> {
                    Crew.pause(LIFE);
                    exchange.reset();
                    return exchange;
                });
                for (String line = exchange.bodyLine(); line != null; line = exchange.bodyLine()) {
                    check.line(line);
                }
            } catch (IOException e) {
                // Killed: that is the scenario.
                resumed.incrementAndGet();
            }
        }
        StreamVerdict verdict = check.verdict();
        var _ = run.account().whole("", verdict, Timing.since(start));
        run.book().check(NO_HOLE, verdict instanceof StreamVerdict.Broken broken ? broken.toString() : null);
        return this;
    }
}
