package dev.corral.loadtest.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.corral.loadtest.measure.Book;
import dev.corral.loadtest.measure.Samples;
import dev.corral.loadtest.settings.Target;
import dev.corral.loadtest.side.Management;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the generator shows in a run is in `generator.prom`, of which the dashboards' queries are asked elsewhere.
///
/// `mvn test -pl loadtest/scenarios -am -Dtest=ExporterTest -Dsurefire.failIfNoSpecifiedTests=false
/// -Dcorral.reference=write` writes it anew.
final class ExporterTest {
    private static final Path KNOWN = Path.of("src/test/resources/generator.prom");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String ORIGIN_PROCESS = "corral.child.origin";
    private static final List<String> SAMPLES = List.of(
            Samples.SUBMIT,
            Samples.FIRST_RESULT,
            Samples.RESULT_GAP_MAX,
            Samples.JOB_TOTAL,
            Samples.CANCEL_TO_QUIET,
            Samples.REJECTED,
            Samples.INJECTION_LAG,
            Samples.GENERATOR_LAG);

    private final AtomicInteger looks = new AtomicInteger();
    private final HttpServer asked;
    private final String base;

    ExporterTest() throws IOException {
        asked = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        base = "http://127.0.0.1:" + asked.getAddress().getPort();
        answer("/metrics", () -> """
            corral_tasks_live 3
            corral_jobs_running 1
            corral_items_total{kind="fetch",outcome="ok"} %1$d
            corral_channel_wait_seconds_total{channel="results",side="send"} %1$d
            corral_limiter_waiting{limiter="fetch"} 7
            process_cpu_time_ns_total %1$d000000000
            """.formatted(looks.incrementAndGet()));
        answer("/seen", () -> """
            {"total": {"requests": %1$d, "abandoned": %1$d, "in_flight": 2}}
            """.formatted(looks.incrementAndGet()));
        asked.start();
    }

    @AfterEach
    void stop() {
        asked.stop(0);
        System.clearProperty(ORIGIN_PROCESS);
    }

    private void answer(String path, Supplier<String> text) {
        asked.createContext(path, exchange -> {
            byte[] bytes = text.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    /// What it shows after the second row of a run, in which there are rates.
    private String shown() throws IOException, InterruptedException {
        System.setProperty(ORIGIN_PROCESS, Long.toString(ProcessHandle.current().pid()));
        Book book = new Book();
        Samples samples = new Samples();
        Target target = new Target(base, base, base, null);
        try (Exporter exporter = new Exporter("spike", book, 0);
                Management management = new Management()) {
            book.phase("over");
            try (HistogramLog log = new HistogramLog(null);
                    Sampler _ = new Sampler(book, samples, new Sampler.Watched(target, List.of(), () -> 0), log)) {
                awaitRow(book);
                SAMPLES.forEach(name -> samples.record(name, Duration.ofMillis(5)));
            }
            return management.get(exporter.url()).body();
        }
    }

    private static void awaitRow(Book book) {
        long last = System.nanoTime() + PATIENCE.toNanos();
        while (book.lastRow() == null && System.nanoTime() - last < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        assertThat(book.lastRow()).as("the first second of the run").isNotNull();
    }

    /// Series by name and labels, without their values.
    private static Stream<String> series(String exposition) {
        return exposition.lines().filter(line -> !line.startsWith("#")).map(line -> line.replaceFirst(" [^ ]*$", ""));
    }

    @Test
    void showsWhatTheDashboardsAreTestedWith() throws IOException, InterruptedException {
        String shown = shown();
        if ("write".equals(System.getProperty("corral.reference"))) {
            Files.writeString(KNOWN, shown);
        }
        assertThat(series(shown))
                .containsExactlyInAnyOrderElementsOf(
                        series(Files.readString(KNOWN)).toList());
    }
}
