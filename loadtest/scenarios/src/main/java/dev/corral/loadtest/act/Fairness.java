package dev.corral.loadtest.act;

import dev.corral.loadtest.measure.Samples;
import dev.corral.loadtest.run.Act;
import dev.corral.loadtest.run.Jobs;
import dev.corral.loadtest.run.Run;
import dev.corral.loadtest.side.JobOrder;
import dev.corral.loadtest.side.RawExchange;
import java.io.IOException;
import java.time.Duration;

/// Scenario 12: a tenant's small jobs alone, then beside another tenant's job of 100,000 items.
public final class Fairness implements Act {
    private static final String KEY = "Authorization";
    private static final String ALONE = "alone";
    private static final String BESIDE = "beside";

    private final Run run;

    public Fairness(Run run) {
        this.run = run;
    }

    @Override
    public void script() throws IOException, InterruptedException {
        boolean _ = run.features().keys();
        small(Run.WARM_UP);
        small(ALONE);
        JobOrder big = Jobs.fetch(
                        Jobs.concurrency(256), run.jobs().same(run.load().whole("big_items"), "/delay?ms=5"))
                .with(KEY, "Bearer key-of-big");
        try (RawExchange exchange = run.calls().open(0)) {
            exchange.send(run.calls().bytes(big));
            boolean answered = exchange.head().status() == 200;
            var _ = run.crew().start(() -> drain(exchange));
            small(BESIDE);
            exchange.reset();
            run.account().left(answered);
        }
        run.book()
                .figure(
                        "small_p95_ratio",
                        run.samples().millisAt(Samples.JOB_TOTAL + "@" + BESIDE, 95)
                                / run.samples().millisAt(Samples.JOB_TOTAL + "@" + ALONE, 95));
    }

    /// A big reader is a good one.
    private static long drain(RawExchange exchange) {
        long bytes = 0;
        try {
            for (int read = 0; read >= 0; read = exchange.skim(64 << 10)) {
                bytes += read;
            }
        } catch (IOException e) {
            // The main thread has left the job.
            return bytes;
        }
        return bytes;
    }

    private void small(String phase) throws InterruptedException {
        run.book().phase(phase);
        JobOrder order = run.jobs().usual(10).with(KEY, "Bearer key-of-small");
        Duration step = run.load().duration("step");
        OpenLoop loop = new OpenLoop(run, run.load().number("rate_per_s"), step, phase.equals(Run.WARM_UP));
        loop.run(intended ->
                run.crew().start(() -> run.account().take(phase, run.calls().run(order, intended))));
        loop.awaitEnd(Duration.ofSeconds(20));
    }
}
