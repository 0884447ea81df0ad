package dev.corral.server.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.corral.server.RawOrigin;
import dev.corral.server.Records;
import dev.corral.server.RunningServer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of answers that are not as they should be.
final class FetchFaultTest {
    private static JsonNode fetch(RawOrigin.Script script, String options) throws Exception {
        try (RawOrigin origin = RawOrigin.open(script);
                RunningServer server = RunningServer.fetchingFrom(origin)) {
            return server.fetch(origin.url(), options);
        }
    }

    private static JsonNode fetch(RawOrigin.Script script) throws Exception {
        return fetch(script, "");
    }

    private static String errorKind(JsonNode item) {
        assertThat(item.path("outcome").asText()).as(item.toString()).isEqualTo("failed");
        return item.path("error").path("kind").asText();
    }

    private static RawOrigin.Script saying(String answer) {
        return peer -> {
            peer.readHead();
            peer.write(answer);
            peer.awaitEnd();
        };
    }

    @Test
    void aConnectionThatIsBrokenBeforeTheAnswerIsAReset() throws Exception {
        assertThat(errorKind(fetch(peer -> {
                    peer.readHead();
                    peer.reset();
                })))
                .isEqualTo("reset");
    }

    @Test
    void aConnectionThatIsClosedBeforeTheAnswerIsAReset() throws Exception {
        assertThat(errorKind(fetch(peer -> peer.readHead()))).isEqualTo("reset");
    }

    @Test
    void aConnectionThatIsClosedInTheHeadIsAReset() throws Exception {
        assertThat(errorKind(fetch(peer -> {
                    peer.readHead();
                    peer.write("HTTP/1.1 200 OK\r\nContent-Le");
                })))
                .isEqualTo("reset");
    }

    @Test
    void aResetInTheBodyIsAReset() throws Exception {
        assertThat(errorKind(fetch(peer -> {
                    peer.readHead();
                    peer.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
                    peer.reset();
                })))
                .isEqualTo("reset");
    }

    @Test
    void aBodyThatEndsTooSoonIsAReset() throws Exception {
        JsonNode item = fetch(peer -> {
            peer.readHead();
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf.");
        });
        assertThat(errorKind(item)).isEqualTo("reset");
        assertThat(item.path("status").asInt()).isEqualTo(200);
    }

    @Test
    void aChunkedBodyWithoutItsLastChunkIsAReset() throws Exception {
        assertThat(errorKind(fetch(peer -> {
                    peer.readHead();
                    peer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n");
                })))
                .isEqualTo("reset");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/9.9 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: ten\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"
            })
    void whatIsNotHttpIsAProtocolFault(String answer) throws Exception {
        JsonNode item = fetch(saying(answer), ",'defaults':{'first_byte_timeout_ms':3000}");
        assertThat(errorKind(item)).isEqualTo("protocol");
    }

    @Test
    void tenThousandHeadersAreAProtocolFault() throws Exception {
        String headers =
                IntStream.range(0, 10_000).mapToObj(i -> "X-H" + i + ": v\r\n").collect(Collectors.joining());
        assertThat(errorKind(fetch(saying("HTTP/1.1 200 OK\r\n" + headers + "Content-Length: 0\r\n\r\n"))))
                .isEqualTo("protocol");
    }

    @Test
    void endlessInterimAnswersAreAProtocolFault() throws Exception {
        JsonNode item = fetch(peer -> {
            peer.readHead();
            while (true) {
                peer.write("HTTP/1.1 100 Continue\r\n\r\n");
            }
        });
        assertThat(errorKind(item)).isEqualTo("protocol");
    }

    @Test
    void aFewInterimAnswersAreFine() throws Exception {
        JsonNode item = fetch(saying(
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + RawOrigin.ok("fine")));
        assertThat(item.path("outcome").asText()).isEqualTo("ok");
        assertThat(item.path("bytes").asInt()).isEqualTo(4);
    }

    /// The client takes an unknown interim answer for a final one: the real one must not be taken for the next.
    @ParameterizedTest
    @ValueSource(ints = {101, 102, 199})
    void anInterimAnswerOfAnotherKindNeverShiftsAnswers(int status) throws Exception {
        AtomicInteger number = new AtomicInteger();
        RawOrigin.Script script = peer -> {
            for (String head = peer.readHead(); head != null; head = peer.readHead()) {
                String path = head.split(" ", 3)[1];
                if (number.getAndIncrement() % 2 == 0) {
                    peer.write("HTTP/1.1 " + status + " Interim\r\n\r\n");
                    // Time enough for a client that takes it for the answer to send the next request.
                    LockSupport.parkNanos(20_000_000);
                }
                peer.write(RawOrigin.ok(path));
            }
        };
        try (RawOrigin origin = RawOrigin.open(script);
                RunningServer server = RunningServer.fetchingFrom(origin)) {
            assertOwnBodies(server.run(numbered(origin, 60)));
        }
    }

    /// The origin appends what looks like an answer to a request that it has not had yet.
    @Test
    void excessBytesNeverJoinTheNextAnswer() throws Exception {
        RawOrigin.Script script = peer -> {
            for (String head = peer.readHead(); head != null; head = peer.readHead()) {
                String path = head.split(" ", 3)[1];
                peer.write(RawOrigin.ok(path) + RawOrigin.ok("poison"));
            }
        };
        try (RawOrigin origin = RawOrigin.open(script);
                RunningServer server = RunningServer.fetchingFrom(origin)) {
            assertOwnBodies(server.run(numbered(origin, 300)));
        }
    }

    /// The beginning of a head, which would choose the status of the answer that comes after it.
    @Test
    void theBeginningOfAHeadNeverJoinsTheNextAnswer() throws Exception {
        RawOrigin.Script script = peer -> {
            for (String head = peer.readHead(); head != null; head = peer.readHead()) {
                String answer = RawOrigin.ok(head.split(" ", 3)[1]);
                peer.write(head.contains("/0 ") ? answer + "HTTP/1.1 404 Not Found\r\nX: " : answer);
            }
        };
        try (RawOrigin origin = RawOrigin.open(script);
                RunningServer server = RunningServer.fetchingFrom(origin)) {
            assertThat(errorKind(server.fetch(origin.url() + 0, ""))).isEqualTo("protocol");
            assertThat(server.fetch(origin.url() + 1, "").path("status").asInt())
                    .isEqualTo(200);
        }
    }

    @Test
    void lineEndsBehindAnAnswerAreNoFault() throws Exception {
        assertThat(fetch(saying(RawOrigin.ok("12345") + "\r\n")).path("outcome").asText())
                .isEqualTo("ok");
    }

    private static String numbered(RawOrigin origin, int count) {
        String items = IntStream.range(0, count)
                .mapToObj(i -> "'" + origin.url() + i + "'")
                .collect(Collectors.joining(","));
        return "{'kind':'fetch','items':[" + items + "],'defaults':{'capture':'text'},"
                + "'concurrency':{'max':8,'per_host':8}}";
    }

    private static void assertOwnBodies(Records records) {
        for (JsonNode item : records.items()) {
            if (item.path("outcome").asText().equals("ok")) {
                assertThat(item.path("body").asText())
                        .as(item.toString())
                        .isEqualTo("/" + item.path("index").asInt());
            }
        }
    }

    @Test
    void excessRubbishNeverJoinsTheNextAnswer() throws Exception {
        RawOrigin.Script script = peer -> {
            for (String head = peer.readHead(); head != null; head = peer.readHead()) {
                peer.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n" + "x".repeat(50));
            }
        };
        try (RawOrigin origin = RawOrigin.open(script);
                RunningServer server = RunningServer.fetchingFrom(origin)) {
            for (JsonNode item : server.run(numbered(origin, 100)).items()) {
                if (item.path("outcome").asText().equals("ok")) {
                    assertThat(item.path("body").asText()).isEqualTo("xxxxx");
                }
            }
        }
    }

    @Test
    void aBodyBeyondTheCapIsBrokenOff() throws Exception {
        JsonNode item = fetch(
                peer -> {
                    peer.readHead();
                    peer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    while (true) {
                        peer.write("1000\r\n" + "x".repeat(4096) + "\r\n");
                    }
                },
                ",'defaults':{'max_body_bytes':100000,'capture':'sha256'}");
        assertThat(errorKind(item)).isEqualTo("body_too_large");
        assertThat(item.path("error").path("detail").asText()).contains("100000");
    }

    @Test
    void aBodyOfExactlyTheCapIsFine() throws Exception {
        JsonNode item = fetch(saying(RawOrigin.ok("12345")), ",'defaults':{'max_body_bytes':5}");
        assertThat(item.path("outcome").asText()).isEqualTo("ok");
    }

    @Test
    void anUnexpectedStatusIsAFailure() throws Exception {
        JsonNode item = fetch(saying("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"));
        assertThat(errorKind(item)).isEqualTo("status");
        assertThat(item.path("status").asInt()).isEqualTo(404);
        assertThat(item.path("error").path("retryable").asBoolean()).isFalse();
    }

    @Test
    void tooManyRequestsIsThrottling() throws Exception {
        JsonNode item = fetch(saying("HTTP/1.1 429 Slow\r\nContent-Length: 0\r\n\r\n"));
        assertThat(errorKind(item)).isEqualTo("throttled");
        assertThat(item.path("error").path("retryable").asBoolean()).isTrue();
    }

    @Test
    void aTlsServerBehindHttpIsAFaultOfItsOwn() throws Exception {
        // A fatal alert, and the end.
        JsonNode item = fetch(peer -> {
            peer.readHead();
            peer.write("\u0015\u0003\u0001\u0000\u0002\u0002P");
        });
        assertThat(errorKind(item)).isIn("reset", "protocol");
    }

    @Test
    void aPlainServerBehindHttpsIsATlsFault() throws Exception {
        try (RawOrigin origin = RawOrigin.open(peer -> {
                    peer.readBody(1);
                    peer.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
                    peer.awaitEnd();
                });
                RunningServer server = RunningServer.fetchingFrom(origin)) {
            JsonNode item = server.fetch("https://127.0.0.1:" + origin.port() + "/", "");
            assertThat(errorKind(item)).isEqualTo("tls");
        }
    }

    @Test
    void nobodyListeningIsAConnectFault() throws Exception {
        RawOrigin closed = RawOrigin.silent();
        closed.close();
        try (RunningServer server = RunningServer.fetchingFrom(closed)) {
            assertThat(errorKind(server.fetch(closed.url(), ""))).isEqualTo("connect");
        }
    }

    @Test
    void noDetailTellsAnAddress() throws Exception {
        RawOrigin closed = RawOrigin.silent();
        closed.close();
        try (RunningServer server = RunningServer.fetchingFrom(closed)) {
            JsonNode item = server.fetch("http://localhost:" + closed.port() + "/", "");
            assertThat(item.path("error").path("detail").asText()).doesNotContain("127.0.0.1");
        }
    }
}
