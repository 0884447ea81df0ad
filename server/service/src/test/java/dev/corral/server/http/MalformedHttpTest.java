package dev.corral.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.RawClient;
import dev.corral.server.RawOrigin;
import dev.corral.server.RunningServer;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is not HTTP as it is spoken here is answered all the same, and with a problem.
final class MalformedHttpTest {
    private static final String HEAD = "POST /v1/jobs HTTP/1.1\r\nHost: c\r\nContent-Type: application/json\r\n";

    private static RawOrigin origin;
    private static RunningServer server;

    @BeforeAll
    static void open() {
        origin = RawOrigin.answering(RawOrigin.ok("x"));
        server = RunningServer.fetchingFrom(origin);
    }

    @AfterAll
    static void close() {
        server.close();
        origin.close();
    }

    private static RawClient.Answer said(int port, String request) throws Exception {
        try (RawClient client = RawClient.connect(port)) {
            RawClient.Answer answer = client.send(request).answer();
            assertThat(client.rest()).as("after the answer").isEmpty();
            return answer;
        }
    }

    private static void assertProblem(RawClient.Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.header("connection")).isEqualTo("close");
        assertThat(answer.body()).contains("\"status\":" + status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/9.9", "HTTP/1.2", "HTTP/0.9", "HTTP/2.0", "FOO/1.1"})
    void otherVersionsAreRefused(String version) throws Exception {
        String request = "GET /%s " + version + "\r\nHost: c\r\n\r\n";
        assertProblem(said(server.port(), request.formatted("")), 400);
        assertProblem(said(server.managementPort(), request.formatted("health/live")), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n", "-1\r\n", "2\r\n{}XX", "ffffffffffffffffffff\r\n"})
    void bodiesInBrokenChunksAreRefused(String chunks) throws Exception {
        assertProblem(said(server.port(), HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunks), 400);
        String validate = HEAD.replace("/v1/jobs", "/v1/jobs/validate");
        assertProblem(said(server.port(), validate + "Transfer-Encoding: chunked\r\n\r\n" + chunks), 400);
        server.awaitIdle();
    }

    /// Whoever stands in front may take the other end of the body, and pass on as a request what is none.
    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip", "gzip, chunked", "chunked, chunked", "xchunked", "chunked;q=1"})
    void transferCodingsOtherThanChunksAreRefused(String coding) throws Exception {
        String request = HEAD + "Transfer-Encoding: " + coding + "\r\nContent-Length: 2\r\n\r\n{}";
        assertProblem(said(server.port(), request), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "Authorization", "Content-Type", "Idempotency-Key"})
    void fieldsThatStandTwiceAreRefused(String name) throws Exception {
        String field = name.toLowerCase(Locale.ROOT) + ": a\r\n";
        String request = "GET /v1/limits HTTP/1.1\r\n" + (name.equals("Host") ? "" : "Host: c\r\n");
        assertProblem(said(server.port(), request + field + name + ": b\r\n\r\n"), 400);
        try (RawClient client = server.client()) {
            assertThat(client.send(request + field + "\r\n").answer().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "identity, gzip", "x"})
    void bodiesInACodingAreRefused(String coding) throws Exception {
        for (String path : new String[] {"/v1/jobs", "/v1/jobs/validate"}) {
            try (RawClient client = server.client()) {
                RawClient.Answer answer = client.send(HEAD.replace("/v1/jobs", path) + "Content-Encoding: " + coding
                                + "\r\nContent-Length: 2\r\n\r\n{}")
                        .answer();
                assertThat(answer.status()).isEqualTo(415);
                assertThat(answer.header("accept-encoding")).isEqualTo("identity");
            }
        }
    }

    @Test
    void theIdentityIsNoCoding() throws Exception {
        try (RawClient client = server.client()) {
            client.send(HEAD + "Content-Encoding: identity\r\nContent-Length: 2\r\n\r\n{}");
            assertThat(client.answer().status()).isEqualTo(422);
        }
    }
}
