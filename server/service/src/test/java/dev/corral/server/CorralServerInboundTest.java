package dev.corral.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.config.ServerConfig;
import dev.corral.server.http.Inbound;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// S17: what a client may send and keep, and for how long.
final class CorralServerInboundTest {
    private static final ServerConfig CONFIG = ServerConfig.defaults()
            .with(ServerConfig.Listen.anywhere("127.0.0.1"))
            .with(new ServerConfig.Drain(Duration.ZERO, Duration.ZERO));
    private static final Inbound LIMITS = Inbound.of(CONFIG);

    private static RunningServer server(Inbound limits) throws Exception {
        return RunningServer.started(new CorralServer(CONFIG, limits));
    }

    private static Inbound bodies(long bytes, Duration silence) {
        return new Inbound(
                LIMITS.listen(),
                new Inbound.Body(bytes, silence),
                LIMITS.upload(),
                LIMITS.head(),
                LIMITS.kept(),
                LIMITS.connections());
    }

    private static Inbound heads(Duration head, Duration kept) {
        return new Inbound(LIMITS.listen(), LIMITS.whole(), LIMITS.upload(), head, kept, LIMITS.connections());
    }

    private static String head(String more) {
        return "POST /v1/jobs HTTP/1.1\r\nHost: c\r\nContent-Type: application/json\r\n" + more + "\r\n";
    }

    @Test
    void anUploadThatFallsSilentIsRefused() throws Exception {
        try (RunningServer server = server(bodies(1000, Duration.ofMillis(150)));
                RawClient client = server.client()) {
            client.send(head("Content-Length: 100\r\n") + "{\"kind\":");
            RawClient.Answer answer = client.answer();
            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.body()).contains("150 ms");
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void aChunkedBodyBeyondTheCapIsRefused() throws Exception {
        try (RunningServer server = server(bodies(1000, Duration.ofSeconds(10)));
                RawClient client = server.client()) {
            client.send(head("Transfer-Encoding: chunked\r\n") + "3e8\r\n" + "x".repeat(1000) + "\r\n1\r\nx\r\n");
            assertThat(client.answer().status()).isEqualTo(413);
            assertThat(client.rest()).isEmpty();
        }
    }

    private static Inbound uploads(long bytes, Duration silence) {
        return new Inbound(
                LIMITS.listen(),
                LIMITS.whole(),
                new Inbound.Body(bytes, silence),
                LIMITS.head(),
                LIMITS.kept(),
                LIMITS.connections());
    }

    private static final String UPLOAD = String.join(
            "\r\n",
            "POST /v1/jobs?kind=fetch HTTP/1.1",
            "Host: c",
            "Content-Type: text/plain",
            "Transfer-Encoding: chunked",
            "",
            "");

    /// It is too late for another status: the stream itself says why it ends.
    private static void assertEndsByUpload(RawClient client) throws Exception {
        Records records = Records.of(client.answer());
        assertThat(records.end().path("outcome").asText()).isEqualTo("cancelled");
        assertThat(records.end().path("cause").asText()).isEqualTo("upload");
        assertThat(client.rest()).isEmpty();
    }

    @Test
    void aStreamWhoseUploadFallsSilentEndsAndSaysWhy() throws Exception {
        try (RunningServer server = server(uploads(1000, Duration.ofMillis(150)));
                RawClient client = server.client()) {
            client.send(UPLOAD + "9\r\nnonsense\n\r\n");
            assertEndsByUpload(client);
            assertThat(server.get("/metrics")).doesNotContainPattern("corral_refusals_total\\{[^}]*} [1-9]");
        }
    }

    @Test
    void aStreamWhoseUploadIsTooLongEndsAndSaysWhy() throws Exception {
        try (RunningServer server = server(uploads(1000, Duration.ofSeconds(10)));
                RawClient client = server.client()) {
            client.send(UPLOAD + "9\r\nnonsense\n\r\n");
            Patience.until("the job runs", () -> server.metric("corral_jobs_running{kind=\"fetch\"}") == 1);
            client.send("3e8\r\n" + "x".repeat(1000) + "\r\n");
            assertEndsByUpload(client);
        }
    }

    @Test
    void aBodyOfExactlyTheCapIsRead() throws Exception {
        try (RunningServer server = server(bodies(1000, Duration.ofSeconds(10)));
                RawClient client = server.client()) {
            client.send(head("Content-Length: 1000\r\n") + "x".repeat(1000));
            assertThat(client.answer().status()).isEqualTo(400);
        }
    }

    /// A client that writes all of a refused body before it reads gets its answer all the same.
    @Test
    void theAnswerIsNotLostWhileTheRestOfTheBodyIsOnItsWay() throws Exception {
        try (RunningServer server = server(bodies(1000, Duration.ofSeconds(10)));
                RawClient client = server.client()) {
            client.send(head("Content-Length: 5000000\r\n"));
            client.send(new byte[5_000_000]);
            assertThat(client.answer().status()).isEqualTo(413);
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void aConnectionThatSaysNothingIsClosed() throws Exception {
        try (RunningServer server = server(heads(Duration.ofMillis(150), Duration.ofSeconds(10)));
                RawClient client = server.client()) {
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void aHeadThatNeverEndsIsClosed() throws Exception {
        try (RunningServer server = server(heads(Duration.ofMillis(150), Duration.ofSeconds(10)));
                RawClient client = server.client()) {
            client.send("GET / HTTP/1.1\r\nHost: c\r\nX-Slow: a");
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void aKeptConnectionIsClosedWhenNoRequestFollows() throws Exception {
        try (RunningServer server = server(heads(Duration.ofSeconds(10), Duration.ofMillis(150)));
                RawClient client = server.client()) {
            assertThat(client.send("GET / HTTP/1.1\r\nHost: c\r\n\r\n").answer().status())
                    .isEqualTo(200);
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void aJobThatRunsForLongIsNoSilence() throws Exception {
        try (RawOrigin origin = RawOrigin.silent();
                RunningServer server = RunningServer.started(new CorralServer(
                        CONFIG.withAllow(RunningServer.rules(origin)),
                        heads(Duration.ofMillis(150), Duration.ofMillis(150))));
                RawClient client = server.client()) {
            client.postJob("{'kind':'fetch','items':['" + origin.url() + "'],'defaults':{'timeout_ms':1000}}");
            Records records = Records.of(client.answer());
            assertThat(records.item(0).path("error").path("kind").asText()).isEqualTo("timeout_total");
        }
    }

    @Test
    void connectionsBeyondTheCapAreClosedAndOthersServed() throws Exception {
        Inbound two = new Inbound(LIMITS.listen(), LIMITS.whole(), LIMITS.upload(), LIMITS.head(), LIMITS.kept(), 2);
        ServerConfig oneLoop = CONFIG.with(new ServerConfig.Capacity(1, ServerConfig.Capacity.DEFAULT_ATTACHED_JOBS));
        try (RunningServer server = RunningServer.started(new CorralServer(oneLoop, two));
                RawClient first = server.client()) {
            assertThat(first.send("GET / HTTP/1.1\r\nHost: c\r\n\r\n").answer().status())
                    .isEqualTo(200);
            try (RawClient second = server.client();
                    RawClient third = server.client()) {
                assertThat(endedAtOnce(third)).isTrue();
                assertThat(second.send("GET / HTTP/1.1\r\nHost: c\r\n\r\n")
                                .answer()
                                .status())
                        .isEqualTo(200);
            }
            Patience.until("a place is free again", () -> {
                try (RawClient next = server.client()) {
                    return next.send("GET / HTTP/1.1\r\nHost: c\r\n\r\n")
                                    .answer()
                                    .status()
                            == 200;
                } catch (IOException e) {
                    return false;
                }
            });
        }
    }

    private static boolean endedAtOnce(RawClient client) {
        try {
            return client.rest().isEmpty();
        } catch (IOException e) {
            return true;
        }
    }
}
