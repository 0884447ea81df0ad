package dev.corral.loadtest.act;

import dev.corral.loadtest.measure.Samples;
import dev.corral.loadtest.run.Act;
import dev.corral.loadtest.run.Arrivals;
import dev.corral.loadtest.run.Run;
import dev.corral.loadtest.run.Schedule;
import dev.corral.loadtest.run.Schedule.Step;
import dev.corral.loadtest.side.Crew;
import io.gatling.javaapi.core.PopulationBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Tests the instrument: the service stands still for two seconds, and the quantiles must show it. A
/// generator that waits for answers before it asks again would miss it.
public final class SelfTest implements Act {
    private final Run run;

    public SelfTest(Run run) {
        this.run = run;
    }

    @Override
    public List<PopulationBuilder> populations() {
        double rate = run.load().number("rate_per_s");
        Schedule schedule = new Schedule(List.of(
                new Step(Schedule.WARM_UP, rate, Baseline.WARM_UP),
                new Step("", rate, run.load().duration("duration"))));
        return List.of(new Arrivals(run, run.jobs().usual(1), schedule, 5).population());
    }

    @Override
    public void script() throws IOException, InterruptedException {
        if (!run.features().rig()) {
            return;
        }
        Duration still = run.load().duration("still");
        Crew.pause(Baseline.WARM_UP.plus(run.load().duration("duration").dividedBy(2)));
        run.book().fault("the service stands still");
        run.rig().pause();
        Crew.pause(still);
        run.rig().resume();
        run.book().phase("the service goes on");
    }

    @Override
    public void reckon() {
        double p99 = run.samples().millisAt(Samples.JOB_TOTAL, 99);
        run.book().figure("shown_share", p99 / run.load().duration("still").toMillis());
    }
}
