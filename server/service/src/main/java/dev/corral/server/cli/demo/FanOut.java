package dev.corral.server.cli.demo;

import dev.corral.nursery.Clock;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryOptions;
import dev.corral.server.cli.process.Terminal;
import dev.corral.server.cli.progress.Progress;
import dev.corral.server.cli.progress.ProgressDisplay;
import dev.corral.server.cli.progress.Total;
import io.vertx.core.http.HttpClient;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The run itself: sends the items, a job after another, and watches meanwhile.
///
/// One job would do as well; several keep what the service and this client hold of one small, however many
/// there are.
final class FanOut {
    static final int CONCURRENCY = 64;

    private static final int ITEMS_PER_JOB = 100_000;
    private static final int MOST_PROBLEMS = 5;
    private static final String QUERY = "?kind=fetch&name=demo&concurrency=" + CONCURRENCY + "&per_host=" + CONCURRENCY;

    private final Places places;
    private final long items;
    private final JobClient jobs;
    private final Probe probe;
    private final Clock clock;
    private final Tally tally = new Tally();
    private final List<String> problems = new ArrayList<>();

    FanOut(Places places, long items, HttpClient http, Clock clock) {
        this.places = places;
        this.items = items;
        this.jobs = new JobClient(http, places.jobs() + QUERY);
        this.probe = new Probe(http, places.metrics(), places.origin());
        this.clock = clock;
    }

    /// Runs all items, and shows progress. A checkpoint; a cancel ends the job that runs.
    Findings run(PrintWriter err) throws Exception {
        long heapBefore = heapBytes();
        long start = clock.nanoTime();
        ProgressDisplay display = new ProgressDisplay(
                err, Terminal.columnsOfStandardError(), () -> progress(Duration.ofNanos(clock.nanoTime() - start)));
        Nursery.open(NurseryOptions.named("fan-out"), nursery -> {
            nursery.start("progress", display::show);
            nursery.start("probe", probe::watch);
            runJobs();
            nursery.cancel("all jobs are over");
        });
        Duration elapsed = Duration.ofNanos(clock.nanoTime() - start);
        long alive = probe.tasksAtTheEnd();
        return new Findings(
                items,
                elapsed,
                tally.outcomes(),
                problems,
                probe.seen(),
                new Findings.Tasks(probe.peak(), alive),
                new Findings.Heap(heapBefore, heapBytes()));
    }

    private Progress progress(Duration elapsed) {
        return new Progress(tally.done(), Total.of(items), tally.notOk(), elapsed, "");
    }

    private void runJobs() throws Exception {
        DemoItems urls = new DemoItems(places.origin());
        long first = 0;
        do {
            int count = (int) Math.min(ITEMS_PER_JOB, items - first);
            String problem = jobs.run(new JobClient.Lines(first, count, urls::url), tally);
            if (problem != null && problems.size() < MOST_PROBLEMS) {
                problems.add(problem);
            }
            first += count;
        } while (first < items);
    }

    private static long heapBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
