package dev.corral.loadtest.act;

import dev.corral.loadtest.run.Act;
import dev.corral.loadtest.run.Arrivals;
import dev.corral.loadtest.run.Run;
import dev.corral.loadtest.run.Schedule;
import dev.corral.loadtest.run.Schedule.Step;
import dev.corral.loadtest.side.JobOrder;
import io.gatling.javaapi.core.PopulationBuilder;
import java.time.Duration;
import java.util.List;

/// Scenario 2: a constant rate at half the knee. What it measures is what later runs are compared with.
public final class Baseline implements Act {
    static final Duration WARM_UP = Duration.ofSeconds(4);

    private final Run run;

    public Baseline(Run run) {
        this.run = run;
    }

    /// The job that all of baseline, capacity, overload and spike send.
    static JobOrder job(Run run) {
        return run.jobs().usual("", run.load().whole("items"), run.load().whole("delay_ms"));
    }

    @Override
    public List<PopulationBuilder> populations() {
        double rate = run.load().number("rate_per_s");
        Schedule schedule = new Schedule(List.of(
                new Step(Schedule.WARM_UP, rate, WARM_UP),
                new Step("", rate, run.load().duration("duration"))));
        return List.of(new Arrivals(run, job(run), schedule, 5).population());
    }
}
