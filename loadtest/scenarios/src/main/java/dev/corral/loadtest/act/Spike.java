package dev.corral.loadtest.act;

import dev.corral.loadtest.measure.Samples;
import dev.corral.loadtest.run.Act;
import dev.corral.loadtest.run.Arrivals;
import dev.corral.loadtest.run.Run;
import dev.corral.loadtest.run.Schedule;
import dev.corral.loadtest.run.Schedule.Step;
import dev.corral.loadtest.side.Crew;
import io.gatling.javaapi.core.PopulationBuilder;
import java.time.Duration;
import java.util.List;

/// Scenario 5: ten times the rate for a moment, while somebody keeps asking after the service's health.
public final class Spike implements Act {
    private static final String BEFORE = "before";
    private static final String SPIKE = "spike";
    private static final String AFTER = "after";
    private static final int TIMES = 10;

    private final Run run;
    private final Schedule schedule;

    public Spike(Run run) {
        this.run = run;
        run.account().expectRefusals();
        double rate = run.load().number("rate_per_s");
        Duration step = run.load().duration("step");
        schedule = new Schedule(List.of(
                new Step(Schedule.WARM_UP, rate, Baseline.WARM_UP),
                new Step(BEFORE, rate, step),
                new Step(SPIKE, TIMES * rate, run.load().duration("spike")),
                new Step(AFTER, rate, step.multipliedBy(2))));
    }

    @Override
    public List<PopulationBuilder> populations() {
        return List.of(new Arrivals(run, Baseline.job(run), schedule, 10).population());
    }

    @Override
    public void script() throws InterruptedException {
        Duration every = Duration.ofMillis(50);
        try (HealthProbe live = new HealthProbe(run, run.target().management() + "/health/live", "health", every);
                HealthProbe ready =
                        new HealthProbe(run, run.target().management() + "/health/ready", "health", every)) {
            Crew.pause(schedule.duration().plusSeconds(1));
            run.book().count("health_failures", live.failures() + ready.failures());
        }
    }

    @Override
    public void reckon() {
        double from = run.book().second(SPIKE);
        Window all = new Window(run.book().rows(), from, run.book().seconds());
        run.book().figure("jobs_running_max", all.max("server.jobs_running"));
        run.book().figure("heap_mib_max", all.max("server.heap_mib"));
        double usual = run.samples().millisAt(Samples.JOB_TOTAL + "@" + BEFORE, 99);
        double recovered = new Window(
                        run.book().rows(), run.book().second(AFTER), run.book().seconds())
                .until("client." + Samples.JOB_TOTAL + "@" + AFTER + ".p99_ms", 3 * usual);
        run.book().figure("recovered_s", Double.isNaN(recovered) ? 999 : recovered);
    }
}
