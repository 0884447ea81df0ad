package dev.corral.loadtest.act;

import dev.corral.loadtest.measure.Samples;
import dev.corral.loadtest.run.Act;
import dev.corral.loadtest.run.Arrivals;
import dev.corral.loadtest.run.Run;
import dev.corral.loadtest.run.Schedule;
import dev.corral.loadtest.run.Schedule.Step;
import io.gatling.javaapi.core.PopulationBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Scenario 4: half the knee, then twice the knee, then half of it again. The warm-up is above the knee, so that
/// the first refusals of a new process are not what is measured.
public final class Overload implements Act {
    private static final String BEFORE = "before";
    private static final String OVER = "over";
    private static final String AFTER = "after";
    private static final double RECOVERED_RATIO = 3;

    private final Run run;
    private final double knee;
    private final Duration step;

    public Overload(Run run) {
        this.run = run;
        this.knee = run.load().number("knee_per_s");
        this.step = run.load().duration("step");
        run.account().expectRefusals();
    }

    @Override
    public List<PopulationBuilder> populations() {
        Schedule schedule = new Schedule(List.of(
                new Step(Schedule.WARM_UP, Math.rint(1.5 * knee), Baseline.WARM_UP),
                new Step(BEFORE, knee / 2, step),
                new Step(OVER, 2 * knee, step),
                new Step(AFTER, knee / 2, step.plus(Duration.ofSeconds(4)))));
        return List.of(new Arrivals(run, Baseline.job(run), schedule, 10).population());
    }

    @Override
    public void reckon() throws IOException, InterruptedException {
        double from = run.book().second(OVER);
        double to = run.book().second(AFTER);
        Window over = new Window(run.book().rows(), from, to);
        double goodput = over.perSecond("client." + Samples.JOB_TOTAL + "@" + OVER + ".per_s")
                + over.perSecond("client." + Samples.JOB_TOTAL + "@" + BEFORE + ".per_s");
        run.book().figure("goodput_share_of_knee", goodput / knee);
        run.book().count("broken", run.account().counted("broken@" + OVER));
        double usual = run.samples().millisAt(Samples.JOB_TOTAL + "@" + BEFORE, 99);
        Window after = new Window(run.book().rows(), to, run.book().seconds());
        double recovered =
                after.until("client." + Samples.JOB_TOTAL + "@" + AFTER + ".p99_ms", RECOVERED_RATIO * usual);
        run.book().figure("recovered_s", Double.isNaN(recovered) ? 999 : recovered);
        if (run.account().counted("rejected@" + OVER) == 0 && !run.features().admission()) {
            run.book().lacks("admission control: no 429 or 503 at twice the knee, and no /v1/limits");
        }
    }
}
