package dev.corral.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.Patience;
import dev.corral.server.RawClient;
import dev.corral.server.RawOrigin;
import dev.corral.server.Records;
import dev.corral.server.RunningServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Uploads of lines start their job with the first line, and are read at the job's pace.
final class StreamingUploadTest {
    private static final String HEAD = String.join(
            "\r\n",
            "POST /v1/jobs?kind=fetch&concurrency=64&per_host=64 HTTP/1.1",
            "Host: c",
            "Content-Type: text/plain",
            "Transfer-Encoding: chunked",
            "");

    private RawOrigin origin;
    private RunningServer server;

    @BeforeEach
    void open() throws Exception {
        origin = RawOrigin.answering(RawOrigin.ok("x"));
        server = RunningServer.fetchingFrom(origin);
    }

    @AfterEach
    void close() {
        server.close();
        origin.close();
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + text + "\r\n";
    }

    @Test
    void theJobBeginsWithTheFirstLine() throws Exception {
        try (RawClient client = server.client()) {
            client.send(HEAD + "\r\n" + chunk(origin.url() + "a\n"));
            Patience.until("the first is fetched", () -> origin.requests() == 1);
            client.send(chunk(origin.url() + "b\n") + "0\r\n\r\n");
            Records records = Records.of(client.answer());
            assertThat(records.items()).hasSize(2);
            assertThat(records.start().path("total").isNull()).isTrue();
            assertThat(records.end().path("counts").path("total").asInt()).isEqualTo(2);
        }
    }

    @Test
    void aClientThatSendsAllBeforeItReadsGetsAll() throws Exception {
        int items = 60_000;
        String many = (origin.url() + "x".repeat(40) + "\n").repeat(1000);
        try (RawClient client = RawClient.connect(server.port(), 16 * 1024)) {
            client.send(HEAD + "\r\n");
            for (int i = 0; i < items / 1000; i++) {
                client.send(chunk(many));
            }
            client.send("0\r\n\r\n");
            Records records = Records.of(client.answer());
            assertThat(records.end().path("counts").path("ok").asInt()).isEqualTo(items);
        }
    }

    @Test
    void aRefusedHeadIsAnsweredBeforeTheUploadEnds() throws Exception {
        try (RawClient client = server.client()) {
            client.send("POST /v1/jobs HTTP/1.1\r\nHost: c\r\nContent-Type: application/x-ndjson\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n" + chunk("{\"kind\":\"odd\"}\n"));
            RawClient.Answer answer = client.answer();
            assertThat(answer.status()).isEqualTo(422);
        }
    }

    @Test
    void aJobThatEndsFirstLeavesTheRestUnread() throws Exception {
        String line = chunk("not a url\n" + origin.url() + "\n");
        try (RawClient client = server.client()) {
            client.send(HEAD.replace("kind=fetch", "kind=fetch&policy=fail_fast") + "\r\n" + line);
            Records records = Records.of(client.answer());
            assertThat(records.end().path("outcome").asText()).isEqualTo("failed");
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void leavingInTheMiddleOfAnUploadStopsItsJob() throws Exception {
        try (RawOrigin silent = RawOrigin.silent();
                RunningServer busy = RunningServer.fetchingFrom(silent);
                RawClient client = busy.client()) {
            client.send(HEAD + "\r\n" + chunk((silent.url() + "\n").repeat(10)));
            Patience.until("they are asked", () -> silent.requests() == 10);
            client.reset();
            busy.awaitIdle();
            Patience.until("all connections are closed", () -> silent.connections() == 0);
        }
    }

    @Test
    void aBrokenChunkStopsTheJob() throws Exception {
        try (RawClient client = server.client()) {
            client.send(HEAD + "\r\n" + chunk(origin.url() + "\n"));
            Patience.until("the job has begun", () -> origin.requests() == 1);
            client.send("zz\r\n");
            server.awaitIdle();
        }
    }

    @Test
    void eventsAreFramed() throws Exception {
        try (RawClient client = server.client()) {
            client.send(HEAD + "Accept: text/event-stream\r\n\r\n" + chunk(origin.url() + "\n") + "0\r\n\r\n");
            RawClient.Answer answer = client.answer();
            assertThat(answer.header("content-type")).isEqualTo("text/event-stream");
            assertThat(answer.body()).startsWith("id: 1\nevent: start\ndata: {").contains("\nid: 3\nevent: end\n");
        }
    }

    @Test
    void whoNeitherSendsNorReadsIsLetGo() throws Exception {
        try (RunningServer strict = RunningServer.with(
                        config -> config.withAllow(RunningServer.rules(origin)).withWriteIdle(Duration.ofMillis(300)));
                RawClient client = RawClient.connect(strict.port(), 16 * 1024)) {
            client.send("POST /v1/jobs HTTP/1.1\r\nHost: c\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 30\r\n\r\n{");
            client.reset();
            strict.awaitIdle();
        }
    }
}
