package dev.corral.bench.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
final class FetcherTest {
    private static final byte[] BODY = "0123456789".getBytes(UTF_8);

    private final AtomicInteger seen = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private volatile int status = 200;
    private HttpServer server;
    private ExecutorService threads;

    enum Program {
        VERTX,
        JDK;

        Fetcher open(Order order) {
            return switch (this) {
                case VERTX -> VertxFetcher.open(order);
                case JDK -> new JdkFetcher(order);
            };
        }
    }

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
        threads.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        seen.incrementAndGet();
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try (exchange) {
            exchange.sendResponseHeaders(status, BODY.length);
            // Left before the client can have seen the end of the answer.
            atOnce.decrementAndGet();
            exchange.getResponseBody().write(BODY);
        }
    }

    private Order order(int concurrency, int loops) {
        InetSocketAddress address = server.getAddress();
        return new Order(
                URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + "/item"),
                concurrency,
                loops);
    }

    @ParameterizedTest
    @EnumSource
    void asksOnceForEachItemAndReadsTheBodies(Program program) throws InterruptedException {
        try (Fetcher fetcher = program.open(order(4, 2))) {
            Tally tally = fetcher.fetch(50);

            assertThat(tally.ok()).isEqualTo(50);
            assertThat(tally.failed()).isZero();
            assertThat(tally.bytes()).isEqualTo(50L * BODY.length);
            assertThat(tally.nanos()).isPositive();
        }
        assertThat(seen).hasValue(50);
    }

    @ParameterizedTest
    @EnumSource
    void countsEachPassByItself(Program program) throws InterruptedException {
        try (Fetcher fetcher = program.open(order(4, 2))) {
            assertThat(fetcher.fetch(20).ok()).isEqualTo(20);
            assertThat(fetcher.fetch(10).ok()).isEqualTo(10);
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsToTheConcurrency(Program program) throws InterruptedException {
        try (Fetcher fetcher = program.open(order(3, 2))) {
            assertThat(fetcher.fetch(100).ok()).isEqualTo(100);
        }
        assertThat(mostAtOnce.get()).isBetween(1, 3);
    }

    @ParameterizedTest
    @EnumSource
    void loopsWithoutAChainDoNotHoldUpThePass(Program program) throws InterruptedException {
        try (Fetcher fetcher = program.open(order(1, 3))) {
            assertThat(fetcher.fetch(5).ok()).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyOtherStatusIsAFailure(Program program) throws InterruptedException {
        status = 503;
        try (Fetcher fetcher = program.open(order(2, 1))) {
            assertThat(fetcher.fetch(6)).returns(0L, Tally::ok).returns(6L, Tally::failed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatIsNotThereIsAFailureOfEachItem(Program program) throws InterruptedException {
        Order order = order(2, 1);
        server.stop(0);
        try (Fetcher fetcher = program.open(order)) {
            assertThat(fetcher.fetch(6)).returns(0L, Tally::ok).returns(6L, Tally::failed);
        }
    }
}
