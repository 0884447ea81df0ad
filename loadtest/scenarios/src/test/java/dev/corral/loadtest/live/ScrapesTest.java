package dev.corral.loadtest.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.corral.loadtest.measure.Book;
import dev.corral.loadtest.settings.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ScrapesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch over = new CountDownLatch(1);
    private final HttpServer server;
    private final String base;

    ScrapesTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        base = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @BeforeEach
    void start() {
        server.setExecutor(threads);
        server.start();
        answer("/seen", "{\"total\":{\"requests\":7,\"in_flight\":2}}");
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(String path, String text) {
        server.createContext(path, exchange -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private static Map<String, Double> row(Target target) throws InterruptedException {
        Map<String, Double> row = new HashMap<>();
        try (Scrapes scrapes = new Scrapes(new Book(), target, PATIENCE)) {
            scrapes.add(row);
        }
        return row;
    }

    @Test
    void tellWhatTheControlLeaksBesideTheService() throws InterruptedException {
        answer("/metrics", "corral_tasks_live 3639\njvm_memory_used_bytes{area=\"heap\",id=\"all\"} 2097152\n");
        assertThat(row(new Target(base, base, base, null).withRig(null, base)))
                .containsEntry("control.tasks_live", 3639.0)
                .containsEntry("control.heap_mib", 2.0)
                .containsEntry("server.tasks_live", 3639.0)
                .containsEntry("origin.in_flight", 2.0)
                .doesNotContainKeys("server.silent", "origin.silent", "control.silent", "origin.requests_per_s");
    }

    @Test
    void whoDoesNotAnswerInTimeHoldsNobodyUp() throws InterruptedException {
        server.createContext("/metrics", exchange -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        long start = System.nanoTime();
        assertThat(row(new Target(base, base, base, null)))
                .containsEntry("server.silent", 1.0)
                .containsEntry("origin.in_flight", 2.0)
                .doesNotContainKey("control.silent");
        assertThat(System.nanoTime() - start).isLessThan(5 * PATIENCE.toNanos());
    }
}
