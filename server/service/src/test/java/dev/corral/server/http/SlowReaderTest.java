package dev.corral.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corral.server.Patience;
import dev.corral.server.RawClient;
import dev.corral.server.RawOrigin;
import dev.corral.server.Records;
import dev.corral.server.RunningServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// S19: a reader's pace is its job's pace, and costs a bounded buffer.
final class SlowReaderTest {
    private static final int ITEMS = 2000;
    private static final int BODY = 10_000;
    private static final int RECEIVE_BYTES = 16 * 1024;
    private static final long STREAM_BYTES = (long) ITEMS * BODY;

    private static RawOrigin origin() {
        return RawOrigin.answering(RawOrigin.ok("x".repeat(BODY)));
    }

    private static RunningServer server(RawOrigin origin, Duration writeIdle) throws Exception {
        return RunningServer.with(
                config -> config.withAllow(RunningServer.rules(origin)).withWriteIdle(writeIdle));
    }

    private static String job(RawOrigin origin, int items) {
        String urls = IntStream.range(0, items)
                .mapToObj(i -> "'" + origin.url() + i + "'")
                .collect(Collectors.joining(","));
        return "{'kind':'fetch','items':[" + urls + "],'defaults':{'capture':'text'},"
                + "'concurrency':{'max':16,'per_host':16}}";
    }

    /// Waits until the origin has had no new request for a while.
    private static long standstill(RawOrigin origin) throws Exception {
        Patience.until(
                "the requests stop",
                () -> origin.requests() > 0
                        && System.nanoTime() - origin.lastRequestNanos()
                                > Duration.ofMillis(500).toNanos());
        return origin.requests();
    }

    @Test
    void aReaderThatStopsReadingStopsTheRequestsAndGoesOnWhereItWas() throws Exception {
        try (RawOrigin origin = origin();
                RunningServer server = server(origin, Duration.ofSeconds(30));
                RawClient client = RawClient.connect(server.port(), RECEIVE_BYTES)) {
            client.postJob(job(origin, ITEMS));
            long before = standstill(origin);
            // Of 20 MB no more than about one has left the origin.
            assertThat(before * BODY).isLessThan(STREAM_BYTES / 10);
            Records records = Records.of(client.answer());
            assertThat(records.items()).hasSize(ITEMS);
            assertThat(records.end().path("outcome").asText()).isEqualTo("completed");
            assertThat(origin.requests()).isEqualTo(ITEMS);
        }
    }

    @Test
    void aReaderThatTakesNothingForTooLongLosesItsJob() throws Exception {
        try (RawOrigin origin = origin();
                RunningServer server = server(origin, Duration.ofMillis(400));
                RawClient client = RawClient.connect(server.port(), RECEIVE_BYTES)) {
            client.postJob(job(origin, ITEMS));
            Patience.until(
                    "the job has ended",
                    () -> server.metric("corral_jobs_total{kind=\"fetch\",outcome=\"stalled_client\"}") == 1);
            server.awaitIdle();
            long requests = origin.requests();
            assertThat(requests).isLessThan(ITEMS);
            // The socket is really closed: what the kernel still had comes, and then the end, without `end`.
            assertThat(client.head().status()).isEqualTo(200);
            assertThatThrownBy(() -> client.chunked().readAllBytes()).isInstanceOf(IOException.class);
            assertThat(origin.requests()).isEqualTo(requests);
        }
    }

    @Test
    void aSlowReaderIsNotAStalledOne() throws Exception {
        try (RawOrigin origin = origin();
                RunningServer server = server(origin, Duration.ofMillis(1500));
                RawClient client = RawClient.connect(server.port(), RECEIVE_BYTES)) {
            client.postJob(job(origin, 80));
            assertThat(client.head().status()).isEqualTo(200);
            assertThat(Records.of(slowly(client.chunked(), Duration.ofMillis(5)))
                            .end()
                            .path("outcome")
                            .asText())
                    .isEqualTo("completed");
        }
    }

    /// The network asks for more only when much has been taken: meanwhile it takes a little now and then.
    @Test
    void aReaderSoSlowThatTheBuffersAreFullForLongerThanTheLimitIsNotAStalledOne() throws Exception {
        try (RawOrigin origin = origin();
                RunningServer server = server(origin, Duration.ofSeconds(5));
                RawClient client = RawClient.connect(server.port(), RECEIVE_BYTES)) {
            client.postJob(job(origin, 70));
            assertThat(client.head().status()).isEqualTo(200);
            assertThat(Records.of(slowly(client.chunked(), Duration.ofMillis(40)))
                            .end()
                            .path("outcome")
                            .asText())
                    .isEqualTo("completed");
        }
    }

    /// 4 KB at a time.
    private static String slowly(InputStream stream, Duration pause) throws IOException {
        StringBuilder all = new StringBuilder();
        byte[] some = new byte[4096];
        for (int count = stream.read(some); count >= 0; count = stream.read(some)) {
            all.append(new String(Arrays.copyOf(some, count), StandardCharsets.ISO_8859_1));
            LockSupport.parkNanos(pause.toNanos());
        }
        return all.toString();
    }

    @Test
    void aReaderThatNeverTakesTheLastBytesIsLetGo() throws Exception {
        try (RawOrigin origin = origin();
                RunningServer server = server(origin, Duration.ofMillis(400));
                RawClient client = RawClient.connect(server.port(), RECEIVE_BYTES)) {
            // More than the kernel takes, less than makes a writer wait.
            client.postJob(job(origin, 35));
            Patience.until("no job runs", () -> server.metric("corral_jobs_running{kind=\"fetch\"}") == 0);
            server.awaitIdle();
        }
    }

    @Test
    void aClientMaySendItsWholeUploadBeforeItReads() throws Exception {
        try (RawOrigin origin = RawOrigin.answering(RawOrigin.ok("x"));
                RunningServer server = server(origin, Duration.ofSeconds(30));
                RawClient client = RawClient.connect(server.port(), RECEIVE_BYTES)) {
            String lines = IntStream.range(0, 5_000)
                    .mapToObj(i -> origin.url() + i + "\n")
                    .collect(Collectors.joining());
            client.post("/v1/jobs?kind=fetch", "text/plain", lines);
            assertThat(Records.of(client.answer()).items()).hasSize(5_000);
        }
    }
}
