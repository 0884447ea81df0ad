package dev.corral.loadtest.act;

import dev.corral.loadtest.measure.Timing;
import dev.corral.loadtest.run.Act;
import dev.corral.loadtest.run.Jobs;
import dev.corral.loadtest.run.Run;
import dev.corral.loadtest.side.Crew;
import dev.corral.loadtest.side.JobOrder;
import dev.corral.loadtest.side.JobReply;
import dev.corral.loadtest.side.RawExchange;
import dev.corral.loadtest.stats.Numbers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Scenario 10: ever wider jobs, one at a time. What an item costs, and what a waiting one holds, must not
/// depend on how many there are.
public final class Width implements Act {
    private static final int WARM_UPS = 4;
    private static final int ROUNDS = 4;
    private static final int PARTS = 100;
    private static final Duration SETTLE = Duration.ofMillis(1500);

    private final Run run;

    public Width(Run run) {
        this.run = run;
    }

    @Override
    public void script() throws IOException, InterruptedException {
        int widest = run.load().whole("widest");
        for (int i = 0; i < WARM_UPS; i++) {
            cost(widest / 10, "warm-up");
        }
        for (int items = 1; items <= widest; items *= 10) {
            run.book().phase(String.format(Locale.ROOT, "%,d items", items));
            double micros = cost(items, Integer.toString(items));
            run.book().figure("us_per_item." + items, micros);
        }
        run.book().phase("the widest beside many of a hundredth");
        run.book().figure("cost_ratio", costRatio(widest));
        run.book().phase("items that wait");
        double few = bytesPerItem(widest / 10);
        double many = bytesPerItem(widest);
        run.book().figure("bytes_per_queued_item." + widest / 10, few);
        run.book().figure("bytes_per_queued_item." + widest, many);
        run.book().figure("bytes_ratio", many / few);
    }

    /// What an item of the widest job costs, beside one of a hundred jobs that make as many together: A B B A.
    private double costRatio(int widest) throws InterruptedException {
        List<Double> wide = new ArrayList<>();
        List<Double> narrow = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            if (round % 2 == 0) {
                narrow.add(narrow(widest));
                wide.add(cost(widest, "widest"));
            } else {
                wide.add(cost(widest, "widest"));
                narrow.add(narrow(widest));
            }
        }
        return Numbers.median(wide) / Numbers.median(narrow);
    }

    private double narrow(int widest) throws InterruptedException {
        double sum = 0;
        for (int i = 0; i < PARTS; i++) {
            sum += cost(widest / PARTS, "narrow");
        }
        return sum / PARTS;
    }

    private double cost(int items, String phase) throws InterruptedException {
        JobOrder order = Jobs.fetch(Jobs.concurrency(64), run.jobs().same(items, "/bytes?n=1"));
        long start = System.nanoTime();
        JobReply reply = Crew.result(run.crew().start(() -> run.calls().run(order, start)), Duration.ofMinutes(20));
        var _ = run.account().take(phase, reply);
        return Timing.since(start).service().toNanos() / 1000.0 / items;
    }

    /// What the heap holds more while so many items wait for a host that does not answer.
    private double bytesPerItem(int items) throws IOException, InterruptedException {
        double idle = heap();
        JobOrder order = Jobs.fetch(
                "\"concurrency\":{\"max\":1,\"per_host\":1},", run.jobs().same(items, "/delay?ms=60000"));
        try (RawExchange exchange = run.calls().open(0)) {
            exchange.send(run.calls().bytes(order));
            boolean answered = exchange.head().status() == 200;
            Crew.pause(SETTLE);
            double held = heap();
            exchange.reset();
            run.account().left(answered);
            var _ = run.account().awaitQuiet();
            return (held - idle) / items;
        }
    }

    private double heap() throws IOException, InterruptedException {
        if (run.rig().isThere()) {
            run.rig().collect();
        }
        return run.management().metrics(run.target().management()).sum("jvm_memory_used_bytes", "area=\"heap\"");
    }
}
