package dev.corral.loadtest.act;

import dev.corral.loadtest.measure.SideBySide;
import dev.corral.loadtest.run.Act;
import dev.corral.loadtest.run.Jobs;
import dev.corral.loadtest.run.Run;
import dev.corral.loadtest.side.Crew;
import dev.corral.loadtest.side.JobOrder;
import dev.corral.loadtest.side.JobReply;
import dev.corral.loadtest.stats.Numbers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;

/// Scenario 14: the same jobs on both backends, in an order that a seed shuffles: a few large jobs at once for
/// throughput and processor time, then small ones at a constant rate for latency. "No difference" is an
/// answer.
public final class Backends implements Act {
    private static final String JDK = "jdk";
    private static final String LOOP = "loop";
    private static final List<String> BOTH = List.of(JDK, LOOP);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Run run;
    private final Rounds rounds = new Rounds(JDK, LOOP);

    public Backends(Run run) {
        this.run = run;
    }

    @Override
    public void script() throws IOException, InterruptedException {
        if (!run.features().loopBackend()) {
            return;
        }
        for (int i = 0; i < run.load().whole("warm_ups"); i++) {
            for (String backend : BOTH) {
                round(backend, true);
            }
        }
        List<String> order = new ArrayList<>();
        for (int i = 0; i < run.load().whole("rounds"); i++) {
            order.addAll(BOTH);
        }
        Collections.shuffle(order, new Random(14));
        for (String backend : order) {
            run.book().phase(backend);
            rounds.add(backend, round(backend, false));
        }
        tell();
    }

    private void tell() {
        rounds.book(run.book());
        run.book()
                .sideBySide(new SideBySide(
                        "The same jobs on both backends",
                        JDK,
                        LOOP,
                        List.of(
                                rounds.line("items_per_s", "items a second, large jobs at once", false),
                                rounds.line("cpu_ms_per_1000", "processor for 1,000 items, ms", true),
                                rounds.line("job_p50_ms", "small jobs at a rate, p50 ms", true),
                                rounds.line("job_p99_ms", "small jobs at a rate, p99 ms", true))));
    }

    private static String on(String backend) {
        return "\"backend\":\"" + backend + "\",";
    }

    private Map<String, Double> round(String backend, boolean warmUp) throws IOException, InterruptedException {
        Map<String, Double> figures = new HashMap<>(throughput(backend, warmUp));
        figures.putAll(latency(backend, warmUp));
        return figures;
    }

    private Map<String, Double> throughput(String backend, boolean warmUp) throws IOException, InterruptedException {
        int items = run.load().whole("items");
        int jobs = run.load().whole("jobs");
        JobOrder order =
                Jobs.fetch(on(backend) + Jobs.concurrency(32), run.jobs().same(items, "/bytes?n=100"));
        double cpu = processor();
        long start = System.nanoTime();
        List<Future<JobReply>> replies = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            replies.add(run.crew().start(() -> run.calls().run(order)));
        }
        for (Future<JobReply> reply : replies) {
            var _ = run.account().take(warmUp ? Run.WARM_UP : backend + "-large", Crew.result(reply, LIMIT));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        double count = (double) jobs * items;
        return Map.of("items_per_s", count / seconds, "cpu_ms_per_1000", (processor() - cpu) / 1e6 / count * 1000);
    }

    private double processor() throws IOException, InterruptedException {
        return run.management().metrics(run.target().management()).sum("process_cpu_time_ns_total");
    }

    private Map<String, Double> latency(String backend, boolean warmUp) throws InterruptedException {
        JobOrder order = run.jobs().usual(on(backend), 10, Jobs.USUAL_MILLIS);
        List<Future<JobReply>> replies = new ArrayList<>();
        new OpenLoop(run, run.load().number("rate_per_s"), run.load().duration("step"), warmUp).run(intended -> {
            Future<JobReply> reply = run.crew().start(() -> run.calls().run(order, intended));
            replies.add(reply);
            return reply;
        });
        List<Double> millis = new ArrayList<>();
        for (Future<JobReply> future : replies) {
            JobReply reply = Crew.result(future, LIMIT);
            var _ = run.account().take(warmUp ? Run.WARM_UP : backend, reply);
            if (reply instanceof JobReply.Streamed streamed) {
                millis.add(streamed.total().response().toNanos() / 1e6);
            }
        }
        return Map.of(
                "job_p50_ms", Numbers.quantile(millis, 0.5),
                "job_p99_ms", Numbers.quantile(millis, 0.99));
    }
}
