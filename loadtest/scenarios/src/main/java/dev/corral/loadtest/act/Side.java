package dev.corral.loadtest.act;

import com.fasterxml.jackson.databind.JsonNode;
import dev.corral.loadtest.measure.Exposition;
import dev.corral.loadtest.run.Jobs;
import dev.corral.loadtest.run.Run;
import dev.corral.loadtest.side.Crew;
import dev.corral.loadtest.side.JobCall;
import dev.corral.loadtest.side.JobOrder;
import dev.corral.loadtest.side.JobReply;
import dev.corral.loadtest.side.RawExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;

/// One of two services that do the same work.
record Side(Run run, String name, String service, String management) {
    private static final double MIB = 1 << 20;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /// Until two rounds of the same side are alike but for chance.
    private static final int WARM_UPS = 4;
    private static final Duration LEAK_CHECK = Duration.ofSeconds(1);
    static final String STRUCTURED = "structured";

    private JobCall calls() {
        return new JobCall(service, LIMIT);
    }

    private Exposition metrics() throws IOException, InterruptedException {
        return run.management().metrics(management);
    }

    void warmUp() throws IOException, InterruptedException {
        run.book().phase(name + ": warm-up");
        for (int i = 0; i < WARM_UPS; i++) {
            var _ = price(Run.WARM_UP);
        }
    }

    /// Some jobs at once, read to the end: items a second, and processor time.
    Map<String, Double> price() throws IOException, InterruptedException {
        return price(name);
    }

    private Map<String, Double> price(String phase) throws IOException, InterruptedException {
        int items = run.load().whole("items");
        int jobs = run.load().whole("jobs");
        JobOrder order = Jobs.fetch(Jobs.concurrency(32), run.jobs().same(items, "/bytes?n=100"));
        double cpu = metrics().sum("process_cpu_time_ns_total");
        long start = System.nanoTime();
        List<Future<JobReply>> replies = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            replies.add(run.crew().start(() -> calls().run(order)));
        }
        for (Future<JobReply> reply : replies) {
            book(phase, Crew.result(reply, LIMIT));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        double spent = metrics().sum("process_cpu_time_ns_total") - cpu;
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("items_per_s", jobs * items / seconds);
        figures.put("cpu_ms_per_1000", spent / 1e6 / (jobs * items) * 1000);
        return figures;
    }

    private void book(String phase, JobReply reply) {
        if (name.equals(STRUCTURED)) {
            var _ = run.account().take(phase, reply);
        } else if (reply instanceof JobReply.Streamed streamed) {
            run.samples().record("job_total@" + phase, streamed.total());
        } else {
            run.book().invalid("the control did not do its work: " + reply);
        }
    }

    /// Many jobs at once, whose clients all leave: what goes on without them.
    Map<String, Double> storm() throws IOException, InterruptedException {
        String origin = run.target().origin();
        run.management().mark(origin);
        JobOrder order =
                Jobs.fetch(Jobs.concurrency(8), run.jobs().same(run.load().whole("left_items"), "/delay?ms=50"));
        List<RawExchange> clients = new ArrayList<>();
        for (int i = 0; i < run.load().whole("left_jobs"); i++) {
            RawExchange client = calls().open(0);
            client.send(calls().bytes(order));
            clients.add(client);
        }
        Crew.pause(Duration.ofMillis(500));
        long left = System.nanoTime();
        long leftMillis = System.currentTimeMillis();
        clients.forEach(RawExchange::reset);
        double sent = since(origin);
        Crew.pause(LEAK_CHECK);
        collect();
        Exposition after = metrics();
        double heap = after.sum("jvm_memory_used_bytes", "area=\"heap\"");
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("leaked_tasks", after.sum("corral_tasks_live"));
        figures.put("threads", after.sum("jvm_threads_live_threads"));
        figures.put("heap_mib_held", heap / MIB);
        JsonNode total = settled(origin, left);
        figures.put("wasted_requests", total.path("since_mark").asDouble() - sent);
        figures.put("quiet_ms", Math.max(0.0, total.path("last_ms").asDouble() - leftMillis));
        if (name.equals(STRUCTURED)) {
            clients.forEach(_ -> run.account().left(true));
        }
        return figures;
    }

    /// What is left in the heap then is held by something.
    private void collect() throws IOException, InterruptedException {
        if (name.equals(STRUCTURED)) {
            run.rig().collect();
        } else {
            run.management().post(management + "/collect", Map.of(), "");
        }
    }

    private double since(String origin) throws IOException, InterruptedException {
        return run.management().seen(origin).path("total").path("since_mark").asDouble();
    }

    /// The origin's account once nothing came for a second.
    private JsonNode settled(String origin, long left) throws IOException, InterruptedException {
        JsonNode total = run.management().seen(origin).path("total");
        while (System.nanoTime() - left < LIMIT.toNanos()) {
            Crew.pause(LEAK_CHECK);
            JsonNode next = run.management().seen(origin).path("total");
            if (next.path("since_mark").asLong() == total.path("since_mark").asLong()
                    && next.path("in_flight").asLong() == 0) {
                return next;
            }
            total = next;
        }
        return total;
    }
}
