package dev.corral.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.corral.server.Api;
import dev.corral.server.RawClient;
import dev.corral.server.RawOrigin;
import dev.corral.server.RunningServer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `POST /v1/jobs/validate`
final class ValidateTest {
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

    private static Api.Answer validate(String query, String type, String body) throws Exception {
        return api.post("/v1/jobs/validate" + query, body, "Content-Type", type);
    }

    private static JsonNode verdict(String query, String type, String body) throws Exception {
        Api.Answer answer = validate(query, type, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void badItemsAreListedAndTheJobIsNotRefused() throws Exception {
        JsonNode verdict = verdict(
                "",
                "application/json",
                "{'kind':'fetch','items':['" + origin.url() + "','ftp://x/','http://2130706433/',{'url':1},7]}");
        assertThat(verdict.path("items").asInt()).isEqualTo(5);
        assertThat(verdict.path("refused").findValuesAsText("pointer"))
                .containsExactly("#/items/1", "#/items/2", "#/items/3/url", "#/items/4");
        assertThat(verdict.path("requests_max").asInt()).isEqualTo(3);
        assertThat(verdict.path("effective").path("on_invalid").asText()).isEqualTo("reject_job");
    }

    @Test
    void aHundredRefusalsAreListedAndTheOthersCounted() throws Exception {
        String items = IntStream.range(0, 150).mapToObj(i -> "'ftp://x/'").collect(Collectors.joining(","));
        JsonNode verdict = verdict("", "application/json", "{'kind':'fetch','items':[" + items + "]}");
        assertThat(verdict.path("items").asInt()).isEqualTo(150);
        assertThat(verdict.path("refused")).hasSize(101);
        assertThat(verdict.path("refused").path(100).path("code").asText()).isEqualTo("more");
        assertThat(verdict.path("refused").path(100).path("detail").asText()).startsWith("50 ");
    }

    @Test
    void linesAreJudgedAsLines() throws Exception {
        JsonNode verdict = verdict(
                "",
                "application/x-ndjson",
                "{'kind':'fetch'}\n'" + origin.url() + "'\nnot json\n\n{'url':'" + origin.url() + "','odd':1}\n");
        assertThat(verdict.path("items").asInt()).isEqualTo(3);
        assertThat(verdict.path("refused").findValuesAsText("code")).containsExactly("malformed", "unknown_field");
        assertThat(verdict.path("effective").path("on_invalid").asText()).isEqualTo("fail_item");
        JsonNode texts = verdict("?kind=fetch&concurrency=7", "text/plain", "# c\n" + origin.url() + "\nodd\n");
        assertThat(texts.path("items").asInt()).isEqualTo(2);
        assertThat(texts.path("refused")).hasSize(1);
        assertThat(texts.path("effective").path("concurrency").path("max").asInt())
                .isEqualTo(7);
    }

    @Test
    void uploadsThatAskForItAreJudgedAsTheyStandToo() throws Exception {
        JsonNode verdict =
                verdict("?kind=fetch&on_invalid=reject_job", "text/plain", origin.url() + "\nftp://x/\nftp://y/\n");
        assertThat(verdict.path("items").asInt()).isEqualTo(3);
        assertThat(verdict.path("refused")).hasSize(2);
    }

    @Test
    void nothingIsSentAndNothingIsStored() throws Exception {
        verdict("", "application/json", "{'kind':'fetch','items':['" + origin.url() + "']}");
        assertThat(origin.accepted()).isZero();
        assertThat(api.get("/v1/jobs").json().path("jobs")).isEmpty();
    }

    @Test
    void optionsThatAreWrongAreRefused() throws Exception {
        assertThat(validate("", "application/json", "{'kind':'fetch','items':[],'odd':1}")
                        .status())
                .isEqualTo(422);
        assertThat(validate("?kind=fetch&max=0", "text/plain", "").status()).isEqualTo(422);
        assertThat(validate("", "text/plain", "").status()).isEqualTo(422);
        assertThat(validate("", "application/json", "{").status()).isEqualTo(400);
        assertThat(validate("", "text/csv", "").status()).isEqualTo(415);
    }

    /// The text's own query is decoded by hand: a path with a percent sign that stands alone is no query.
    @Test
    void aQueryThatIsNotPercentEncodedIsMalformed() throws Exception {
        for (String path : new String[] {"/v1/jobs", "/v1/jobs/validate"}) {
            try (RawClient client = server.client()) {
                client.post(path + "?kind=fetch&name=%zz", "text/plain", "x\n");
                assertThat(client.answer().status()).as(path).isEqualTo(400);
            }
        }
    }

    @Test
    void aQueryBesideADocumentIsRefusedAndNotPassedOver() throws Exception {
        for (String path : new String[] {"/v1/jobs", "/v1/jobs/validate"}) {
            Api.Answer json = api.post(
                    path + "?concurrency=64", "{'kind':'fetch','items':[]}", "Content-Type", "application/json");
            assertThat(json.status()).as(json.body()).isEqualTo(422);
            assertThat(json.json().path("errors").path(0).path("pointer").asText())
                    .isEqualTo("?concurrency");
            Api.Answer lines =
                    api.post(path + "?kind=fetch", "{'kind':'fetch'}\n", "Content-Type", "application/x-ndjson");
            assertThat(lines.status()).as(lines.body()).isEqualTo(422);
        }
    }

    @Test
    void semicolonsBelongToTheValueTheyStandIn() throws Exception {
        JsonNode verdict = verdict("?kind=fetch&name=a;b", "text/plain", "");
        assertThat(verdict.path("effective").path("name").asText()).isEqualTo("a;b");
    }

    @Test
    void veryManyParametersAreRefusedOneByOneAndNotPassedOver() throws Exception {
        String many = IntStream.range(0, 1100).mapToObj(i -> "&o=" + i % 10).collect(Collectors.joining());
        assertThat(validate("?kind=fetch" + many, "text/plain", "").status()).isEqualTo(422);
    }
}
