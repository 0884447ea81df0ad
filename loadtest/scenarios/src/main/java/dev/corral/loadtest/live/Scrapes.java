package dev.corral.loadtest.live;

import com.fasterxml.jackson.databind.JsonNode;
import dev.corral.loadtest.measure.Book;
import dev.corral.loadtest.measure.Exposition;
import dev.corral.loadtest.settings.Target;
import dev.corral.loadtest.side.Management;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Asks the service, the origin and the control about their second, all at once and for less than a second, so that a
/// slow answer makes no row of the others longer. Not thread-safe.
final class Scrapes implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(900);
    private static final double MIB = 1 << 20;

    private final Book book;
    private final Target target;
    private final Duration patience;
    private final Management management = new Management();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ServerRow server = new ServerRow();
    private final Rates rates = new Rates();

    Scrapes(Book book, Target target) {
        this(book, target, PATIENCE);
    }

    Scrapes(Book book, Target target, Duration patience) {
        this.book = book;
        this.target = target;
        this.patience = patience;
    }

    /// One of those that are asked.
    private record Source(String name, Callable<Map<String, Double>> question) {}

    /// Adds what they tell. Who does not answer in time is in the row as `silent` and not otherwise: a stopped
    /// server is something to be seen, not a fault of ours. A checkpoint.
    void add(Map<String, Double> row) throws InterruptedException {
        List<Source> sources = new ArrayList<>(
                List.of(new Source("server", this::service), new Source("origin", () -> origin(target.origin()))));
        String control = target.control();
        if (control != null) {
            sources.add(new Source("control", () -> control(control)));
        }
        List<Future<Map<String, Double>>> answers = threads.invokeAll(
                sources.stream().map(Source::question).toList(), patience.toMillis(), TimeUnit.MILLISECONDS);
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i).state() == Future.State.SUCCESS) {
                add(row, answers.get(i));
            } else {
                row.put(sources.get(i).name() + ".silent", 1.0);
            }
        }
    }

    private static void add(Map<String, Double> row, Future<Map<String, Double>> answer) throws InterruptedException {
        try {
            answer.get().forEach((name, value) -> {
                if (!Double.isNaN(value)) {
                    row.put(name, value);
                }
            });
        } catch (ExecutionException e) {
            throw new IllegalStateException("it has succeeded", e);
        }
    }

    private Map<String, Double> service() throws IOException, InterruptedException {
        Map<String, Double> row = new TreeMap<>();
        server.add(management.metrics(target.management()), book.seconds(), row);
        return row;
    }

    private Map<String, Double> origin(String base) throws IOException, InterruptedException {
        JsonNode total = management.seen(base).path("total");
        double now = book.seconds();
        return Map.of(
                "origin.requests_per_s",
                rates.of("seen", total.path("requests").asDouble(), now),
                "origin.abandoned_per_s",
                rates.of("left", total.path("abandoned").asDouble(), now),
                "origin.in_flight",
                total.path("in_flight").asDouble());
    }

    private Map<String, Double> control(String base) throws IOException, InterruptedException {
        Exposition metrics = management.metrics(base);
        return Map.of(
                "control.tasks_live",
                metrics.sum("corral_tasks_live"),
                "control.heap_mib",
                metrics.sum("jvm_memory_used_bytes", "area=\"heap\"") / MIB,
                "control.cpu_cores",
                rates.of("control", metrics.sum("process_cpu_time_ns_total") / 1e9, book.seconds()));
    }

    @Override
    public void close() {
        threads.shutdownNow();
        management.close();
    }
}
