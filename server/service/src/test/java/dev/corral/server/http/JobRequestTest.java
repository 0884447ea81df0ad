package dev.corral.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.corral.server.RawClient;
import dev.corral.server.RawOrigin;
import dev.corral.server.Records;
import dev.corral.server.RunningServer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What requests get for an answer, and what becomes of their connections.
final class JobRequestTest {
    private static final String NO_ITEMS = "{\"kind\":\"fetch\",\"items\":[]}";

    private static final String POST = String.join("\r\n", "POST /v1/jobs HTTP/1.1", "Host: c", "");

    private static RawOrigin origin;
    private static RunningServer server;

    @BeforeAll
    static void open() throws Exception {
        origin = RawOrigin.answering(RawOrigin.ok("x"));
        server = RunningServer.fetchingFrom(origin);
    }

    @AfterAll
    static void close() throws Exception {
        server.close();
        origin.close();
    }

    private static RawClient.Answer say(String request) throws Exception {
        try (RawClient client = server.client()) {
            return client.send(request).answer();
        }
    }

    private static RawClient.Answer post(String headers, String body) throws Exception {
        return say(
                POST + headers + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
    }

    private static void assertProblem(RawClient.Answer answer, int status) throws Exception {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        JsonNode problem = new ObjectMapper().readTree(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("request_id").asText()).startsWith("req_");
    }

    @Test
    void aJobIsStreamedAsNdjsonAndNamed() throws Exception {
        RawClient.Answer answer = post("Content-Type: application/json\r\n", NO_ITEMS);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("application/x-ndjson");
        String job = Records.of(answer).start().path("job").asText();
        assertThat(job).matches("j_[0-9a-f]{32}");
        assertThat(answer.header("x-job-id")).isEqualTo(job);
    }

    @Test
    void aJobWithoutItemsIsCompleted() throws Exception {
        Records records = server.run(NO_ITEMS);
        assertThat(records.all()).hasSize(2);
        assertThat(records.end().path("outcome").asText()).isEqualTo("completed");
        assertThat(records.end().path("counts").path("total").asInt()).isZero();
    }

    @Test
    void linesOfTextAreItems() throws Exception {
        try (RawClient client = server.client()) {
            Records records = Records.of(client.post(
                            "/v1/jobs?kind=fetch&max=2",
                            "text/plain",
                            "# a comment\n" + origin.url() + "\r\n\n" + origin.url() + "2\nnot a url\n")
                    .answer());
            assertThat(records.items()).hasSize(3);
            assertThat(records.start()
                            .path("effective")
                            .path("concurrency")
                            .path("max")
                            .asInt())
                    .isEqualTo(2);
            assertThat(records.item(2).path("error").path("kind").asText()).isEqualTo("invalid");
        }
    }

    @Test
    void ndjsonLinesAreItems() throws Exception {
        try (RawClient client = server.client()) {
            Records records = Records.of(client.post(
                            "application/x-ndjson",
                            "{\"kind\":\"fetch\"}\n\"" + origin.url() + "\"\n{\"url\":\"" + origin.url()
                                    + "\",\"id\":\"b\"}\n{broken\n")
                    .answer());
            assertThat(records.item(1).path("id").asText()).isEqualTo("b");
            assertThat(records.item(2).path("error").path("kind").asText()).isEqualTo("invalid");
        }
    }

    @Test
    void chunkedUploadsAreRead() throws Exception {
        String body = NO_ITEMS;
        RawClient.Answer answer = say(POST + "Content-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n5\r\n" + body.substring(0, 5) + "\r\n"
                + Integer.toHexString(body.length() - 5) + "\r\n" + body.substring(5) + "\r\n0\r\n\r\n");
        assertThat(Records.of(answer).end().path("outcome").asText()).isEqualTo("completed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "\ufeff{}", "{\"kind\":\"fetch\",\"kind\":\"fetch\",\"items\":[]}", "{} x"})
    void whatIsNotJsonIsMalformed(String body) throws Exception {
        assertProblem(post("Content-Type: application/json\r\n", body), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"kind\":\"fetch\"}",
                "{\"kind\":\"dance\",\"items\":[]}",
                "{\"kind\":\"fetch\",\"items\":[],\"surprise\":1}",
                "{\"kind\":\"fetch\",\"items\":[],\"concurrency\":{\"max\":0}}"
            })
    void aJobThatIsNotValidIsRefusedWithPointers(String body) throws Exception {
        RawClient.Answer answer = post("Content-Type: application/json\r\n", body);
        assertProblem(answer, 422);
        assertThat(answer.body()).contains("\"pointer\":\"#");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Content-Type: application/xml\r\n",
                "Content-Type: application/json; charset=utf-16\r\n",
                "Content-Type: multipart/form-data; boundary=x\r\n"
            })
    void otherMediaTypesAreNotSupported(String header) throws Exception {
        assertProblem(post(header, NO_ITEMS), 415);
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, 406",
        "application/x-ndjson;q=0, 406",
        "text/html, 406",
        "*/*, 200",
        "application/*, 200",
        "'text/html, application/x-ndjson;q=0.1', 200"
    })
    void acceptIsHeeded(String accept, int status) throws Exception {
        assertThat(post("Content-Type: application/json\r\nAccept: " + accept + "\r\n", NO_ITEMS)
                        .status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS"})
    void otherMethodsAreRefusedWithTheOnesThatAreAllowed(String method) throws Exception {
        RawClient.Answer answer = say(method + " /v1/jobs HTTP/1.1\r\nHost: c\r\nContent-Length: 0\r\n\r\n");
        assertProblem(answer, 405);
        assertThat(answer.header("allow")).isEqualTo("GET, HEAD, POST");
    }

    @Test
    void headWhereOnlyPostIsTakenIsRefusedWithoutBody() throws Exception {
        try (RawClient client = server.client()) {
            RawClient.Answer answer = client.send("HEAD /v1/jobs/validate HTTP/1.1\r\nHost: c\r\n\r\n")
                    .head();
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.header("allow")).isEqualTo("POST");
            assertThat(Records.of(client.postJob(NO_ITEMS).answer()).all()).hasSize(2);
        }
    }

    @Test
    void thereIsNothingElsewhere() throws Exception {
        assertProblem(say("GET /v2 HTTP/1.1\r\nHost: c\r\n\r\n"), 404);
    }

    @Test
    void theIndexTellsWhereToGo() throws Exception {
        assertThat(say("GET / HTTP/1.1\r\nHost: c\r\n\r\n").body()).contains("POST /v1/jobs");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rubbish\r\n\r\n",
                "GET / HTTP/1.1\r\nbad header\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: c\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: c\r\n\r\n"
            })
    void whatIsNotHttpIsMalformed(String request) throws Exception {
        assertProblem(say(request), 400);
    }

    @Test
    void aTooLongHeadIsRefused() throws Exception {
        RawClient.Answer answer = say("GET / HTTP/1.1\r\nHost: c\r\nX-Long: " + "x".repeat(40_000) + "\r\n\r\n");
        assertThat(answer.status()).isIn(400, 413, 431);
    }

    @Test
    void lengthAndChunksTogetherAreRefused() throws Exception {
        RawClient.Answer answer = say(POST + "Content-Type: application/json\r\n"
                + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\nHost: c\r\n\r\n");
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void aConnectionServesOneJobAfterTheOther() throws Exception {
        try (RawClient client = server.client()) {
            for (int i = 0; i < 5; i++) {
                assertThat(Records.of(client.postJob(NO_ITEMS).answer()).all()).hasSize(2);
            }
        }
    }

    @Test
    void pipelinedJobsAreServedInTurn() throws Exception {
        try (RawClient client = server.client()) {
            client.postJob(NO_ITEMS)
                    .postJob("{'kind':'fetch','items':['" + origin.url() + "']}")
                    .postJob(NO_ITEMS);
            assertThat(Records.of(client.answer()).items()).isEmpty();
            assertThat(Records.of(client.answer()).items()).hasSize(1);
            assertThat(Records.of(client.answer()).items()).isEmpty();
        }
    }

    @Test
    void aRefusedJobLeavesTheConnectionUsable() throws Exception {
        try (RawClient client = server.client()) {
            assertThat(client.postJob("{}").answer().status()).isEqualTo(422);
            assertThat(Records.of(client.postJob(NO_ITEMS).answer()).all()).hasSize(2);
        }
    }

    @Test
    void aBodyIsAskedForWhenTheClientWaitsForIt() throws Exception {
        try (RawClient client = server.client()) {
            client.send(POST + "Content-Type: application/json\r\n" + "Expect: 100-continue\r\nContent-Length: "
                    + NO_ITEMS.length() + "\r\n\r\n");
            assertThat(client.head().status()).isEqualTo(100);
            assertThat(Records.of(client.send(NO_ITEMS).answer()).all()).hasSize(2);
        }
    }

    @Test
    void aBodyThatWouldBeRefusedIsNotAskedFor() throws Exception {
        try (RawClient client = server.client()) {
            client.send(
                    POST + "Content-Type: application/xml\r\n" + "Expect: 100-continue\r\nContent-Length: 100\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(415);
        }
    }

    @Test
    void aDeclaredLengthBeyondTheCapIsRefusedAtOnce() throws Exception {
        try (RawClient client = server.client()) {
            client.send(POST + "Content-Type: application/json\r\n" + "Content-Length: 99999999999\r\n\r\n{");
            RawClient.Answer answer = client.answer();
            assertProblem(answer, 413);
            assertThat(answer.header("connection")).isEqualToIgnoringCase("close");
            assertThat(client.rest()).isEmpty();
        }
    }

    /// What comes after a refusal belongs to the refused body, whatever it looks like.
    @Test
    void theRestOfARefusedBodyIsNoRequest() throws Exception {
        try (RawClient client = server.client()) {
            client.send(POST + "Content-Type: application/xml\r\n"
                    + "Content-Length: 500\r\n\r\nGET / HTTP/1.1\r\nHost: c\r\n\r\n");
            assertProblem(client.answer(), 415);
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void aClientThatSpeaksHttpOneZeroGetsItsStreamToTheEndOfTheConnection() throws Exception {
        try (RawClient client = server.client()) {
            client.send("POST /v1/jobs HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: "
                    + NO_ITEMS.length() + "\r\n\r\n" + NO_ITEMS);
            RawClient.Answer head = client.head();
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("transfer-encoding")).isNull();
            assertThat(Records.of(client.rest()).all()).hasSize(2);
        }
    }

    @Test
    void anOfferToUpgradeIsPassedOver() throws Exception {
        try (RawClient client = server.client()) {
            client.send("POST /v1/jobs HTTP/1.1\r\n"
                    + "Host: c\r\n"
                    + "Content-Type: application/json\r\n"
                    + "Connection: Upgrade, HTTP2-Settings\r\n"
                    + "Upgrade: h2c\r\n"
                    + "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n"
                    + "Content-Length:"
                    + " " + NO_ITEMS.length() + "\r\n\r\n" + NO_ITEMS);
            RawClient.Answer answer = client.answer();
            assertThat(Records.of(answer).all()).hasSize(2);
        }
    }

    @Test
    void http2WithPriorKnowledgeIsNoHttpHere() throws Exception {
        try (RawClient client = server.client()) {
            client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\u0000\u0000\u0000\u0004\u0000\u0000\u0000\u0000\u0000");
            assertThat(client.rest()).doesNotContain("200 OK");
        }
        assertThat(server.run(NO_ITEMS).all()).hasSize(2);
    }
}
