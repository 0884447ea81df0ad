package dev.corral.loadtest.act;

import com.fasterxml.jackson.databind.JsonNode;
import dev.corral.loadtest.run.Act;
import dev.corral.loadtest.run.Jobs;
import dev.corral.loadtest.run.Run;
import dev.corral.loadtest.side.JobOrder;
import dev.corral.loadtest.stream.ItemResult;
import dev.corral.loadtest.stream.StreamTally;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Scenario 9: each job asks eight hosts, of which one falls ill in several ways. The others must not feel
/// it, and retries must not add to the trouble.
public final class OriginFaults implements Act {
    private static final int HOSTS = 8;
    private static final int ILL = 7;
    private static final String WELL = "/delay?ms=20";
    private static final String CONTROL = "control";
    private static final String ITEM = "well_item";
    private static final String WELL_DONE = "every item of a well host succeeds";

    private final Run run;
    /// Polite: one request at a host. Who waits behind the ill host would wait for its permits.
    private String options = "\"concurrency\":{\"max\":8,\"per_host\":1}," + "\"defaults\":{\"timeout_ms\":500},";

    public OriginFaults(Run run) {
        this.run = run;
        run.book().announce(WELL_DONE);
    }

    @Override
    public void script() throws IOException, InterruptedException {
        if (!run.features().hosts(HOSTS)) {
            return;
        }
        if (run.features().retries()) {
            options += "\"retry\":{\"max_attempts\":3,\"initial_ms\":20,\"max_ms\":200},";
        }
        play(Run.WARM_UP, WELL);
        play(CONTROL, WELL);
        run.management().mark(run.target().origin());
        play("status", "/status?mix=200:50,503:50");
        play("flap", "/flap?period_ms=1000");
        play("reset", "/reset");
        play("stall", "/stall?at=start");
        play("throttled", "/429?retry_after=1");
        amplification(run.management().seen(run.target().origin()));
        play(CONTROL, WELL);
        double control = run.samples().millisAt(ITEM + "@" + CONTROL, 99);
        for (String fault : List.of("status", "flap", "reset", "stall", "throttled")) {
            run.book().figure("others_p99_ratio." + fault, run.samples().millisAt(ITEM + "@" + fault, 99) / control);
        }
        run.book().figure("others_p99_ratio", run.samples().millisAt(ITEM + "@faults", 99) / control);
    }

    /// Requests for each item, of all hosts and of the ill one.
    private void amplification(JsonNode seen) {
        double items = 5.0 * jobs() * run.load().whole("items");
        run.book()
                .figure(
                        "retry_amplification",
                        seen.path("total").path("since_mark").asDouble() / items);
        String ill = URI.create(run.target().originAt(ILL)).getAuthority();
        run.book()
                .figure(
                        "retry_amplification.ill_host",
                        seen.path("hosts").path(ill).path("since_mark").asDouble() * HOSTS / items);
    }

    private long jobs() {
        return Math.round(
                run.load().number("rate_per_s") * run.load().duration("step").toNanos() / 1e9);
    }

    private void play(String phase, String ill) throws InterruptedException {
        if (ill.equals(WELL)) {
            run.book().phase(phase);
        } else {
            run.book().fault("one host: " + phase);
        }
        List<String> urls = new ArrayList<>();
        for (int i = 0; i < run.load().whole("items"); i++) {
            int host = i % HOSTS;
            urls.add(run.target().originAt(host) + (host == ILL ? ill : WELL));
        }
        JobOrder order = Jobs.fetch(options, urls);
        OpenLoop loop = new OpenLoop(
                run, run.load().number("rate_per_s"), run.load().duration("step"), phase.equals(Run.WARM_UP));
        loop.run(intended -> run.crew().start(() -> {
            StreamTally tally = run.account().take(phase, run.calls().run(order, intended));
            if (tally != null) {
                items(phase, tally);
            }
            return phase;
        }));
        loop.awaitEnd(Duration.ofSeconds(20));
    }

    private void items(String phase, StreamTally tally) {
        for (ItemResult item : tally.items()) {
            if (item.index() % HOSTS == ILL || phase.equals(Run.WARM_UP)) {
                continue;
            }
            Duration time = Duration.ofNanos(Math.round(item.millis() * 1e6));
            run.samples().record(ITEM + "@" + phase, time);
            if (!phase.equals(CONTROL)) {
                run.samples().record(ITEM + "@faults", time);
            }
            run.book()
                    .check(
                            WELL_DONE,
                            item.outcome().equals("ok")
                                    ? null
                                    : phase + ": item " + item.index() + " " + item.errorKind());
        }
    }
}
