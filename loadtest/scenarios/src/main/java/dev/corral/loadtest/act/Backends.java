package dev.corral.loadtest.act;

import dev.corral.loadtest.run.Act;
import dev.corral.loadtest.run.Jobs;
import dev.corral.loadtest.run.Run;
import dev.corral.loadtest.side.Crew;
import dev.corral.loadtest.side.JobOrder;
import dev.corral.loadtest.side.JobReply;
import dev.corral.loadtest.stats.Bootstrap;
import dev.corral.loadtest.stats.Numbers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;

/// Scenario 14: the same jobs on both backends, in an order that a seed shuffles. "No difference" is an
/// answer.
public final class Backends implements Act {
    private static final List<String> BOTH = List.of("jdk", "loop");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Run run;
    private final Map<String, List<Double>> figures = new HashMap<>();

    public Backends(Run run) {
        this.run = run;
    }

    @Override
    public void script() throws IOException, InterruptedException {
        if (!run.features().loopBackend()) {
            return;
        }
        for (String backend : BOTH) {
            round(backend, false);
        }
        List<String> order = new ArrayList<>();
        for (int i = 0; i < run.load().whole("rounds"); i++) {
            order.addAll(BOTH);
        }
        Collections.shuffle(order, new Random(14));
        for (String backend : order) {
            run.book().phase(backend);
            round(backend, true);
        }
        for (String figure : List.of("items_per_s", "cpu_ms_per_1000")) {
            compare(figure);
        }
    }

    private void compare(String figure) {
        List<Double> jdk = figures.getOrDefault("jdk." + figure, List.of());
        List<Double> loop = figures.getOrDefault("loop." + figure, List.of());
        Bootstrap.Interval interval = Bootstrap.difference(jdk, loop);
        double base = Numbers.median(jdk);
        run.book().figure("jdk." + figure, base);
        run.book().figure("loop." + figure, Numbers.median(loop));
        run.book()
                .note(
                        figure,
                        String.format(
                                Locale.ROOT,
                                "loop against jdk: %+.1f %%, 95 %% interval %+.1f to %+.1f %%: %s",
                                100 * interval.difference() / base,
                                100 * interval.low() / base,
                                100 * interval.high() / base,
                                interval.excludesZero() ? "a difference" : "no difference"));
    }

    private void round(String backend, boolean counts) throws IOException, InterruptedException {
        int items = run.load().whole("items");
        int jobs = run.load().whole("jobs");
        JobOrder order = Jobs.fetch(
                "\"backend\":\"" + backend + "\"," + Jobs.concurrency(32),
                run.jobs().same(items, "/bytes?n=100"));
        double cpu = run.management().metrics(run.target().management()).sum("process_cpu_time_ns_total");
        long start = System.nanoTime();
        List<Future<JobReply>> replies = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            replies.add(run.crew().start(() -> run.calls().run(order)));
        }
        for (Future<JobReply> reply : replies) {
            var _ = run.account().take(counts ? backend : Run.WARM_UP, Crew.result(reply, LIMIT));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        double spent = run.management().metrics(run.target().management()).sum("process_cpu_time_ns_total") - cpu;
        if (counts) {
            add(backend + ".items_per_s", jobs * items / seconds);
            add(backend + ".cpu_ms_per_1000", spent / 1e6 / (jobs * items) * 1000);
        }
    }

    private void add(String figure, double value) {
        figures.computeIfAbsent(figure, _ -> new ArrayList<>()).add(value);
    }
}
