package dev.corral.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.corral.server.Api;
import dev.corral.server.RawClient;
import dev.corral.server.RawOrigin;
import dev.corral.server.RunningServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a query may hold, and where.
final class QueryTest {
    private static RawOrigin origin;
    private static RunningServer server;
    private static Api api;

    @BeforeAll
    static void open() {
        origin = RawOrigin.answering(RawOrigin.ok("x"));
        server = RunningServer.fetchingFrom(origin);
        api = new Api(server.port());
    }

    @AfterAll
    static void close() {
        api.close();
        server.close();
        origin.close();
    }

    private static String job() throws Exception {
        String id = api.detach("{'kind':'fetch','items':['" + origin.url() + "']}");
        api.ended(id);
        return id;
    }

    @ParameterizedTest
    @ValueSource(strings = {"%ff", "%c3", "%ed%a0%80", "%c0%af", "a%zz", "%", "%e"})
    void whatIsNoTextIsMalformed(String value) throws Exception {
        try (RawClient client = server.client()) {
            client.send("GET /v1/jobs?state=" + value + " HTTP/1.1\r\nHost: c\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(400);
        }
    }

    @Test
    void textIsRead() throws Exception {
        JsonNode refusal = api.get("/v1/jobs?caf%C3%A9%20+=1").json();
        assertThat(refusal.path("errors").path(0).path("pointer").asText()).startsWith("?caf");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, ''",
        "GET, /tree",
        "POST, /cancel",
        "POST, /pause",
        "POST, /resume",
        "POST, /retry",
        "GET, /stream",
        "GET, /results",
        "DELETE, ''"
    })
    void whatIsNotKnownIsRefusedAtAJob(String method, String path) throws Exception {
        Api.Answer answer = api.call(method, "/v1/jobs/" + job() + path + "?wait=5", null);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").path(0).path("code").asText()).isEqualTo("unknown_field");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/tree", "/v1/limits", "/v1/jobs"})
    void whatIsNotKnownIsRefusedElsewhere(String path) throws Exception {
        assertThat(api.get(path + "?a=b").status()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait=garbage", "wait=-1", "wait", "wait=1.5", "=", ";;;", "wait=99999999999999999999"})
    void aPreferenceThatIsNoneIsPassedOver(String prefer) throws Exception {
        Api.Answer answer = api.post("/v1/jobs/" + job() + "/cancel", "", "Prefer", prefer);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Preference-Applied")).isEmpty();
    }
}
