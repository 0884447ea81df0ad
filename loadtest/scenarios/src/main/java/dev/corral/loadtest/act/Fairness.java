package dev.corral.loadtest.act;

import dev.corral.loadtest.measure.Samples;
import dev.corral.loadtest.run.Act;
import dev.corral.loadtest.run.Jobs;
import dev.corral.loadtest.run.Run;
import dev.corral.loadtest.side.JobOrder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Scenario 12: a tenant's small jobs alone, then beside another tenant's job of 100,000 items, first one that
/// mostly waits for its origin, then one that takes all the processor there is.
public final class Fairness implements Act {
    private static final String KEY = "Authorization";
    private static final String ALONE = "alone";
    private static final String BESIDE = "beside";
    private static final String BESIDE_BUSY = "beside-busy";

    private final Run run;

    public Fairness(Run run) {
        this.run = run;
    }

    @Override
    public void script() throws IOException, InterruptedException {
        boolean _ = run.features().keys();
        small(Run.WARM_UP);
        small(ALONE);
        beside(BESIDE, run.load().whole("big_ms"));
        beside(BESIDE_BUSY, run.load().whole("busy_ms"));
        run.book().figure("small_p95_ratio", ratio(BESIDE));
        run.book().figure("small_p95_ratio_busy", ratio(BESIDE_BUSY));
    }

    private double ratio(String phase) {
        return run.samples().millisAt(Samples.JOB_TOTAL + "@" + phase, 95)
                / run.samples().millisAt(Samples.JOB_TOTAL + "@" + ALONE, 95);
    }

    /// @param millis that the origin takes for each answer to the big tenant
    private void beside(String phase, int millis) throws IOException, InterruptedException {
        List<String> urls = run.jobs().same(run.load().whole("big_items"), "/delay?ms=" + millis);
        JobOrder big = Jobs.fetch(Jobs.concurrency(256), urls).with(KEY, "Bearer key-of-big");
        try (Rival rival = new Rival(run, big)) {
            rival.awaitFirst();
            small(phase);
        }
        var _ = run.account().awaitQuiet();
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
