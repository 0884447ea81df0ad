package dev.corral.loadtest.act;

import dev.corral.loadtest.run.Act;
import dev.corral.loadtest.run.Jobs;
import dev.corral.loadtest.run.Run;
import dev.corral.loadtest.side.Crew;
import dev.corral.loadtest.side.JobOrder;
import dev.corral.loadtest.side.Patience;
import dev.corral.loadtest.side.RawExchange;
import dev.corral.loadtest.stream.StreamCheck;
import dev.corral.loadtest.stream.StreamTally;
import dev.corral.loadtest.stream.StreamVerdict;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Scenario 17: SIGKILL under detached load, then a new start on the same data. What was acknowledged must be
/// there and come to its end; every item has one record, and those that may be asked again are not given up.
public final class Crash implements Act {
    private static final String THERE = "no acknowledged job is lost";
    private static final String WHOLE = "each job's stream is whole, before and after the crash together";
    private static final String ALL_OK = "no item that may be asked again is missing";
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final Run run;

    public Crash(Run run) {
        this.run = run;
    }

    @Override
    public void script() throws IOException, InterruptedException {
        if (!run.features().rig() || !run.features().detached()) {
            return;
        }
        run.book().announce(THERE, WHOLE, ALL_OK);
        List<DetachedJob> jobs = new ArrayList<>();
        JobOrder order =
                Jobs.fetch(Jobs.concurrency(4), run.jobs().same(run.load().whole("items"), "/delay?ms=50"));
        for (int i = 0; i < run.load().whole("jobs"); i++) {
            DetachedJob job = DetachedJob.create(run, order);
            if (job != null) {
                jobs.add(job);
            }
        }
        run.book().figure("acknowledged", jobs.size());
        Crew.pause(run.load().duration("before"));
        run.book().fault("SIGKILL");
        run.rig().kill();
        run.rig().start();
        run.book().phase("started again");
        for (DetachedJob job : jobs) {
            check(job);
        }
    }

    private void check(DetachedJob job) throws IOException, InterruptedException {
        boolean[] ended = new boolean[1];
        long limit = System.nanoTime() + LIMIT.toNanos();
        while (!ended[0] && System.nanoTime() - limit < 0) {
            ended[0] = job.hasEnded();
            var _ = Patience.until(Duration.ofMillis(ended[0] ? 0 : 100), () -> ended[0]);
        }
        run.book().check(THERE, ended[0] ? null : job.path() + " did not come to its end: " + job.view());
        if (!ended[0]) {
            return;
        }
        StreamCheck check = new StreamCheck();
        try (RawExchange exchange = job.stream(0)) {
            for (String line = exchange.bodyLine(); line != null; line = exchange.bodyLine()) {
                check.line(line);
            }
        }
        switch (check.verdict()) {
            case StreamVerdict.Broken broken -> run.book().check(WHOLE, job.path() + ", " + broken);
            case StreamVerdict.Whole(StreamTally tally) -> {
                run.book().check(WHOLE, null);
                run.book()
                        .check(
                                ALL_OK,
                                tally.count("ok") == run.load().whole("items")
                                        ? null
                                        : job.path() + " has " + tally.counts());
            }
        }
    }
}
