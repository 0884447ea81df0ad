package dev.corral.loadtest.act;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import dev.corral.loadtest.measure.Exposition;
import dev.corral.loadtest.run.Act;
import dev.corral.loadtest.run.Run;
import dev.corral.loadtest.side.Crew;
import dev.corral.loadtest.stats.Numbers;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

/// Scenario 6: mixed jobs for a long time. What a service holds must not grow: heap after a collection,
/// files, threads, direct memory.
public final class Soak implements Act {
    private static final double MIB = 1 << 20;
    private static final Duration POLL = Duration.ofMillis(20);
    private static final String WORK = "work";

    private final Run run;
    private final MixedJobs jobs;
    private final List<double[]> heap = new ArrayList<>();
    private final List<double[]> files = new ArrayList<>();
    private final List<double[]> threads = new ArrayList<>();
    private final List<double[]> direct = new ArrayList<>();

    public Soak(Run run) {
        this.run = run;
        this.jobs = new MixedJobs(run);
    }

    @Override
    public List<PopulationBuilder> populations() {
        return List.of(scenario("mixed jobs")
                .exec(session -> session.set(WORK, run.crew().start(jobs::next)))
                .exec(asLongAs(Soak::isAtWork).on(exec(session -> session).pause(POLL)))
                .injectClosed(constantConcurrentUsers(run.load().whole("users"))
                        .during(run.load().duration("duration"))));
    }

    private static boolean isAtWork(Session session) {
        Future<?> work = session.get(WORK);
        return work != null && !work.isDone();
    }

    @Override
    public void script() throws IOException, InterruptedException {
        Duration all = run.load().duration("duration");
        Crew.pause(all.dividedBy(3));
        run.book().phase("measured");
        int points = run.load().whole("points");
        for (int i = 0; i < points; i++) {
            Crew.pause(all.multipliedBy(2).dividedBy(3L * points));
            point();
        }
        run.book().figure("heap_mib_per_min", Numbers.slope(heap));
        run.book().figure("files_per_min", Numbers.slope(files));
        run.book().figure("threads_per_min", Numbers.slope(threads));
        run.book().figure("direct_mib_per_min", Numbers.slope(direct));
    }

    private void point() throws IOException, InterruptedException {
        if (run.rig().isThere()) {
            run.rig().collect();
        }
        Exposition metrics = run.management().metrics(run.target().management());
        double minute = run.book().seconds() / 60;
        heap.add(new double[] {minute, metrics.sum("jvm_memory_used_bytes", "area=\"heap\"") / MIB});
        files.add(new double[] {minute, metrics.sum("process_files_open_files")});
        threads.add(new double[] {minute, metrics.sum("jvm_threads_live_threads")});
        direct.add(new double[] {minute, metrics.sum("corral_direct_memory_bytes") / MIB});
    }
}
