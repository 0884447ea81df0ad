package dev.corral.loadtest.act;

import dev.corral.loadtest.measure.Exposition;
import dev.corral.loadtest.measure.Samples;
import dev.corral.loadtest.measure.Timing;
import dev.corral.loadtest.run.Act;
import dev.corral.loadtest.run.Run;
import dev.corral.loadtest.side.Crew;
import dev.corral.loadtest.side.JobOrder;
import dev.corral.loadtest.side.RawExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

/// Scenario 11: walks of wide folders, deep ones and a farm of links. The service tells how late its loops are;
/// beside that somebody asks it something that needs no work, whose time also holds the wait for a processor
/// that walkers, generator and loops share.
public final class Folders implements Act {
    private static final String PROBE_TIME = "probe";
    private static final String LOOKS = "corral_loop_lag_seconds_count";
    private static final String GOOD_LOOKS = "corral_loop_lag_seconds_bucket";
    private static final String WITHIN = "le=\"0.01\"";
    private static final Duration PROBE = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(3);

    private final Run run;

    public Folders(Run run) {
        this.run = run;
    }

    @Override
    public void script() throws IOException, InterruptedException {
        if (!run.features().root()) {
            return;
        }
        walks("wide", "warm-up", run.load().duration("step"));
        try (HealthProbe probe = new HealthProbe(run, run.target().service() + "/", PROBE_TIME + "@idle", PROBE)) {
            run.book().phase("idle");
            Crew.pause(run.load().duration("step"));
            probe.sample(PROBE_TIME);
            Exposition before = metrics();
            for (String folder : List.of("wide", "deep", "links")) {
                walks(folder, folder, run.load().duration("step"));
            }
            lag(before, metrics());
            probe.sample(PROBE_TIME + "@cancels");
            run.book().phase("cancels");
            for (int i = 0; i < run.load().whole("cancels"); i++) {
                cancel();
            }
            run.book().count("probe_failures", probe.failures());
        }
    }

    private Exposition metrics() throws IOException, InterruptedException {
        return run.management().metrics(run.target().management());
    }

    private void lag(Exposition before, Exposition after) {
        double looks = after.sum(LOOKS) - before.sum(LOOKS);
        double good = after.sum(GOOD_LOOKS, WITHIN) - before.sum(GOOD_LOOKS, WITHIN);
        run.book().figure("loop_lag.looks", looks);
        run.book().figure("loop_lag.share_above_10ms", (looks - good) / looks);
    }

    private JobOrder walk(String path) {
        return JobOrder.json("{\"kind\":\"list\",\"items\":[{\"root\":\""
                + run.target().root() + "\",\"path\":\"" + path + "\",\"recursive\":true,\"max_depth\":100}]}");
    }

    private void walks(String path, String phase, Duration time) throws InterruptedException {
        run.book().phase(phase);
        long end = System.nanoTime() + time.toNanos();
        List<Future<?>> walkers = new ArrayList<>();
        for (int i = 0; i < run.load().whole("walkers"); i++) {
            walkers.add(run.crew().start(() -> {
                while (System.nanoTime() - end < 0) {
                    var _ = run.account().take(phase, run.calls().run(walk(path)));
                }
                return path;
            }));
        }
        for (Future<?> walker : walkers) {
            Crew.result(walker, Duration.ofSeconds(60));
        }
    }

    private void cancel() throws IOException, InterruptedException {
        boolean answered;
        long left;
        try (RawExchange exchange = run.calls().open(0)) {
            exchange.send(run.calls().bytes(walk("wide")));
            answered = exchange.head().status() == 200;
            Crew.pause(Duration.ofMillis(5));
            left = System.nanoTime();
            exchange.reset();
        }
        run.account().left(answered);
        long limit = left + PATIENCE.toNanos();
        while (System.nanoTime() - limit < 0 && metrics().sum("corral_tasks_live") > 0) {
            Crew.pause(POLL);
        }
        run.samples().record(Samples.CANCEL_TO_QUIET, Timing.since(left));
    }
}
