package dev.corral.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corral.server.Api;
import dev.corral.server.Patience;
import dev.corral.server.RawClient;
import dev.corral.server.RawOrigin;
import dev.corral.server.Records;
import dev.corral.server.RunningServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Readers of a detached job's stream: where they begin, how they end, and what they can do to the job.
final class StoredStreamTest {
    @TempDir
    private Path data;

    /// Counted down, it lets the origin answer.
    private final CountDownLatch held = new CountDownLatch(1);

    private RawOrigin origin;
    private RawOrigin slow;
    private RunningServer server;
    private Api api;

    @BeforeEach
    void open() {
        origin = RawOrigin.answering(RawOrigin.ok("x".repeat(200)));
        slow = RawOrigin.open(this::answerLate);
        server = RunningServer.with(
                config -> config.withAllow(RunningServer.rules(origin, slow)).withData(data));
        api = new Api(server.port());
    }

    private void answerLate(RawOrigin.Peer peer) throws IOException {
        for (String head = peer.readHead(); head != null; head = peer.readHead()) {
            try {
                held.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            peer.write(RawOrigin.ok("x"));
        }
    }

    @AfterEach
    void close() {
        held.countDown();
        api.close();
        server.close();
        slow.close();
        origin.close();
    }

    private String detached(RawOrigin from, int items, String more) throws Exception {
        String urls = IntStream.range(0, items)
                .mapToObj(i -> "'" + from.url() + i + "'")
                .collect(Collectors.joining(","));
        return api.detach("{'kind':'fetch','items':[" + urls
                + "],'defaults':{'timeout_ms':60000,'first_byte_timeout_ms':60000" + more + "}}");
    }

    private RawClient reader(String id, String query, String headers) throws Exception {
        return server.client()
                .send("GET /v1/jobs/" + id + "/stream" + query + " HTTP/1.1\r\nHost: c\r\n" + headers + "\r\n");
    }

    @Test
    void headIsTheHeadOfTheStreamAndDoesNotWaitForTheJob() throws Exception {
        String id = detached(slow, 1, "");
        try (RawClient client = server.client()) {
            String rest = " HTTP/1.1\r\nHost: c\r\n\r\n";
            RawClient.Answer head =
                    client.send("HEAD /v1/jobs/" + id + "/stream" + rest).head();
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("content-type")).isEqualTo("application/x-ndjson");
            assertThat(head.header("x-job-id")).isEqualTo(id);
            assertThat(client.send("GET /v1/jobs/" + id + rest).answer().status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"odd", "-1", "1.5", "1 2", "999999999999999999999", "\u0661", "0x1", "null", "1,2"})
    void anEventThatIsNoneIsMalformed(String event) throws Exception {
        String id = detached(origin, 1, "");
        try (RawClient reader = reader(id, "", "Last-Event-ID: " + event + "\r\n")) {
            assertThat(reader.answer().status()).isEqualTo(400);
        }
    }

    @Test
    void afterCountsMoreThanTheLastEvent() throws Exception {
        String id = detached(origin, 2, "");
        api.ended(id);
        assertThat(api.get("/v1/jobs/" + id + "/stream?after=3", "Last-Event-ID", "1")
                        .body())
                .startsWith("{\"t\":\"end\"");
        assertThat(api.get("/v1/jobs/" + id + "/stream", "Last-Event-ID", "").body())
                .startsWith("{\"t\":\"start\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "5", "1000000", "999999999999999999"})
    void beyondTheEndTheStreamIsEmptyAndWhole(String after) throws Exception {
        String id = detached(origin, 2, "");
        api.ended(id);
        Api.Answer lines = api.get("/v1/jobs/" + id + "/stream?after=" + after);
        assertThat(lines.status()).isEqualTo(200);
        assertThat(lines.body()).isEmpty();
    }

    /// A browser that is answered with an empty stream asks again, for ever.
    @Test
    void beyondTheEndABrowserIsToldToComeNoMore() throws Exception {
        String id = detached(origin, 2, "");
        api.ended(id);
        Api.Answer events = api.get("/v1/jobs/" + id + "/stream", "Accept", "text/event-stream", "Last-Event-ID", "4");
        assertThat(events.status()).isEqualTo(204);
        assertThat(api.get("/v1/jobs/" + id + "/stream?after=3", "Accept", "text/event-stream")
                        .body())
                .startsWith("id: 4\nevent: end\n");
    }

    @Test
    void aReaderBeyondTheEndOfARunningJobIsNotCutWhenItEnds() throws Exception {
        String id = detached(slow, 1, "");
        Patience.until("the job runs", () -> slow.requests() == 1);
        try (RawClient reader = reader(id, "?after=1000", "")) {
            assertThat(reader.head().status()).isEqualTo(200);
            held.countDown();
            assertThat(new String(reader.chunked().readAllBytes(), StandardCharsets.UTF_8))
                    .isEmpty();
        }
    }

    @Test
    void readersOfARunningJobSeeItToItsEnd() throws Exception {
        String id = detached(slow, 3, "");
        Patience.until("the job runs", () -> slow.requests() == 3);
        try (RawClient one = reader(id, "", "");
                RawClient two = reader(id, "?after=1", "Accept: text/event-stream\r\n")) {
            assertThat(one.head().header("x-job-id")).isEqualTo(id);
            assertThat(two.head().header("content-type")).isEqualTo("text/event-stream");
            held.countDown();
            assertThat(Records.of(new String(one.chunked().readAllBytes(), StandardCharsets.UTF_8))
                            .items())
                    .hasSize(3);
            assertThat(new String(two.chunked().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("id: 2\n")
                    .contains("event: end\n");
        }
    }

    @Test
    void aReaderThatTakesNothingDoesNotSlowTheJob() throws Exception {
        int items = 20_000;
        String id = detached(origin, items, ",'capture':'text'");
        try (RawClient stalled = RawClient.connect(server.port(), 4096)) {
            stalled.send("GET /v1/jobs/" + id + "/stream HTTP/1.1\r\nHost: c\r\n\r\n");
            assertThat(stalled.head().status()).isEqualTo(200);
            assertThat(api.ended(id).path("counts").path("ok").asInt()).isEqualTo(items);
            assertThat(Records.of(api.get("/v1/jobs/" + id + "/stream").body()).items())
                    .hasSize(items);
            assertThat(Records.of(new String(stalled.chunked().readAllBytes(), StandardCharsets.UTF_8))
                            .items())
                    .hasSize(items);
        }
    }

    @Test
    void aReaderIsCutAndNotEndedWhenTheServiceGoesBeforeTheJob() throws Exception {
        String id = detached(slow, 2, "");
        Patience.until("the job runs", () -> slow.requests() == 2);
        try (RawClient lines = reader(id, "", "");
                RawClient events = reader(id, "", "Accept: text/event-stream\r\n");
                RawClient beyond = reader(id, "?after=77", "")) {
            for (RawClient each : new RawClient[] {lines, events, beyond}) {
                assertThat(each.head().status()).isEqualTo(200);
            }
            server.close();
            for (RawClient each : new RawClient[] {lines, events, beyond}) {
                assertThatThrownBy(() -> each.chunked().readAllBytes()).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void aReaderOfAWaitingJobIsCutToo() throws Exception {
        for (int i = 0; i < 64; i++) {
            detached(slow, 1, "");
        }
        Patience.until("all turns are taken", () -> slow.requests() == 64);
        String id = detached(slow, 1, "");
        try (RawClient reader = reader(id, "", "")) {
            assertThat(reader.head().status()).isEqualTo(200);
            server.close();
            assertThatThrownBy(() -> reader.chunked().readAllBytes()).isInstanceOf(IOException.class);
        }
    }
}
