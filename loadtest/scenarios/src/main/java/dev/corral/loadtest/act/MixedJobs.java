package dev.corral.loadtest.act;

import dev.corral.loadtest.run.Jobs;
import dev.corral.loadtest.run.Run;
import dev.corral.loadtest.side.Crew;
import dev.corral.loadtest.side.JobOrder;
import dev.corral.loadtest.side.RawExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// One of each kind of job in turn: fetches, an upload of lines, a listing, time-outs, one that its client
/// leaves. Thread-safe.
final class MixedJobs {
    private static final Duration STAY = Duration.ofMillis(50);

    private final Run run;
    private final AtomicLong number = new AtomicLong();

    MixedJobs(Run run) {
        this.run = run;
    }

    /// Runs the next one. Blocks.
    MixedJobs next() throws InterruptedException {
        Jobs jobs = run.jobs();
        switch ((int) (number.getAndIncrement() % 5)) {
            case 0 -> whole(jobs.usual(20));
            case 1 ->
                whole(JobOrder.text("?kind=fetch&concurrency=8", String.join("\n", jobs.same(20, "/bytes?n=100"))));
            case 2 -> whole(listing());
            case 3 -> whole(Jobs.fetch("\"defaults\":{\"timeout_ms\":50},", jobs.same(2, "/stall?at=start")));
            default -> leave(Jobs.fetch(Jobs.concurrency(8), jobs.same(50, "/delay?ms=20")));
        }
        return this;
    }

    private JobOrder listing() {
        return run.target().root() == null
                ? Jobs.fetch("", List.of())
                : JobOrder.json("{\"kind\":\"list\",\"items\":[{\"root\":\""
                        + run.target().root() + "\"}]}");
    }

    private void whole(JobOrder order) {
        var _ = run.account().take("", run.calls().run(order));
    }

    private void leave(JobOrder order) throws InterruptedException {
        boolean answered = false;
        try (RawExchange exchange = run.calls().open(0)) {
            exchange.send(run.calls().bytes(order));
            answered = exchange.head().status() == 200;
            Crew.pause(STAY);
            exchange.reset();
            run.account().left(answered);
        } catch (IOException e) {
            run.account().broken("", answered, String.valueOf(e));
        }
    }
}
