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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Scenario 3: stairs of ever more jobs a second until the objective breaks.
///
/// The knee is the highest rate before the first step whose p99 of the whole job is above three times that of
/// the first step, or more than 1 % of whose jobs are refused, or that ends with less than nine of ten jobs
/// done.
public final class Capacity implements Act {
    private static final double BROKEN_RATIO = 3;
    private static final double BROKEN_SHARE = 0.01;
    private static final double DONE_SHARE = 0.9;
    private static final Duration LAG = Duration.ofMillis(500);

    private final Run run;
    private final List<Step> stairs = new ArrayList<>();

    public Capacity(Run run) {
        this.run = run;
        run.account().expectRefusals();
        double rate = run.load().number("start_per_s");
        for (int i = 1; i <= run.load().whole("steps"); i++) {
            stairs.add(new Step("step" + i, Math.rint(rate), run.load().duration("step")));
            rate *= run.load().number("factor");
        }
    }

    @Override
    public List<PopulationBuilder> populations() {
        List<Step> steps = new ArrayList<>(stairs);
        steps.addFirst(new Step(Schedule.WARM_UP, stairs.getFirst().perSecond(), Baseline.WARM_UP));
        return List.of(new Arrivals(run, Baseline.job(run), new Schedule(steps), 10).population());
    }

    @Override
    public void script() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        if (run.rig().isThere()) {
            run.rig().profile();
        }
        Crew.pause(Baseline.WARM_UP.plus(LAG).minusNanos(System.nanoTime() - begun));
        double knee = 0;
        for (Step step : stairs) {
            double from = run.book().seconds() - LAG.toMillis() / 1000.0;
            Crew.pause(step.duration());
            String broken = fault(step);
            note(step, from);
            if (broken != null) {
                run.book().note("the knee", broken + " at " + step.perSecond() + " jobs a second");
                run.book().count("knee_found", 1);
                run.stop("the knee is found");
                break;
            }
            knee = step.perSecond();
            run.book().figure("knee_per_s", knee);
            run.book()
                    .figure("knee_lag_p99_ms", run.samples().millisAt(Samples.INJECTION_LAG + "@" + step.phase(), 99));
        }
        if (run.rig().isThere()) {
            int seconds = (int) Math.max(1, run.load().duration("step").toSeconds());
            run.rig()
                    .profiled(seconds)
                    .lines()
                    .map(line -> line.split(": ", 2))
                    .forEach(each -> run.book().note("what ran most at the end in " + each[0], each[1]));
        }
        if (run.stopped() == null) {
            run.book().count("knee_found", 0);
            run.book().note("the knee", "no step broke: it is at " + knee + " jobs a second or beyond");
        }
    }

    private @org.jspecify.annotations.Nullable String fault(Step step) {
        double p99 = run.samples().millisAt(Samples.JOB_TOTAL + "@" + step.phase(), 99);
        double first = run.samples()
                .millisAt(Samples.JOB_TOTAL + "@" + stairs.getFirst().phase(), 99);
        double offered = step.perSecond() * step.duration().toNanos() / 1e9;
        double refused = run.account().counted("rejected@" + step.phase()) / offered;
        double done = run.account().counted("done@" + step.phase()) / offered;
        if (p99 > BROKEN_RATIO * first) {
            return String.format(Locale.ROOT, "p99 is %.0f ms, above 3 x %.0f ms", p99, first);
        }
        if (refused > BROKEN_SHARE) {
            return String.format(Locale.ROOT, "%.1f %% of the jobs were refused", 100 * refused);
        }
        return done < DONE_SHARE ? String.format(Locale.ROOT, "only %.0f %% of the jobs were done", 100 * done) : null;
    }

    /// Where the processors went in that step, and which stage was waited for most.
    private void note(Step step, double from) {
        Window window = new Window(run.book().rows(), from, run.book().seconds());
        run.book()
                .note(
                        "at " + step.perSecond() + " a second",
                        String.format(
                                Locale.ROOT,
                                "job p99 %.1f ms; cores used: service %.2f, origin %.2f, generator %.2f; most waited"
                                        + " for: %s",
                                run.samples().millisAt(Samples.JOB_TOTAL + "@" + step.phase(), 99),
                                window.mean("server.cpu_cores"),
                                window.mean("origin.cpu_cores"),
                                window.mean("generator.cpu_cores"),
                                window.largest("wait.", ".send")));
    }
}
