package dev.corral.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.corral.server.Api;
import dev.corral.server.Patience;
import dev.corral.server.RawClient;
import dev.corral.server.RawOrigin;
import dev.corral.server.Records;
import dev.corral.server.RunningServer;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What can be done to jobs in which state.
final class JobStatesTest {
    private RawOrigin origin;
    private RawOrigin silent;
    private RunningServer server;
    private Api api;

    @BeforeEach
    void open() {
        origin = RawOrigin.answering(RawOrigin.ok("x"));
        silent = RawOrigin.silent();
        server = RunningServer.fetchingFrom(origin, silent);
        api = new Api(server.port());
    }

    @AfterEach
    void close() {
        api.close();
        server.close();
        silent.close();
        origin.close();
    }

    private String body() {
        return "{'kind':'fetch','items':['" + silent.url() + "','" + silent.url()
                + "'],'concurrency':{'max':1},'defaults':{'timeout_ms':60000,'first_byte_timeout_ms':60000}}";
    }

    private String running() throws Exception {
        long before = silent.requests();
        String id = api.detach(body());
        Patience.until("the job runs", () -> silent.requests() > before);
        return id;
    }

    private void assertConflict(Api.Answer answer) throws Exception {
        assertThat(answer.status()).as(answer.body()).isEqualTo(409);
        assertThat(answer.json().path("type").asText()).isEqualTo("/problems/conflict");
    }

    @Test
    void aRunningJobIsDeletedWhenItsLastTaskHasEnded() throws Exception {
        String id = running();
        assertThat(api.delete("/v1/jobs/" + id).status()).isEqualTo(204);
        for (String path : List.of("", "/stream", "/results", "/tree")) {
            assertThat(api.get("/v1/jobs/" + id + path).status()).isEqualTo(404);
        }
        assertThat(api.get("/v1/jobs").json().path("jobs")).isEmpty();
        assertThat(server.metric("corral_tasks_live")).isZero();
        assertThat(silent.requests()).isEqualTo(1);
    }

    @Test
    void aDeletedJobIsGoneForWhoReadsItToo() throws Exception {
        String id = running();
        try (RawClient reader = server.client()) {
            reader.send("GET /v1/jobs/" + id + "/stream HTTP/1.1\r\nHost: c\r\n\r\n");
            assertThat(reader.head().status()).isEqualTo(200);
            assertThat(api.delete("/v1/jobs/" + id).status()).isEqualTo(204);
            // Either it reads the end before that is forgotten, or it is cut; it is not left waiting.
            assertThat(wholeOrCut(reader)).contains("\"t\":\"end\"");
        }
    }

    private static String wholeOrCut(RawClient reader) throws IOException {
        try {
            return new String(reader.chunked().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            return "cut before \"t\":\"end\"";
        }
    }

    @Test
    void anAttachedJobThatRunsCanBeDeletedAndItsStreamEnds() throws Exception {
        try (RawClient client = server.client()) {
            String id = client.postJob(body()).head().header("x-job-id");
            Patience.until("the job runs", () -> silent.requests() == 1);
            assertThat(api.delete("/v1/jobs/" + id).status()).isEqualTo(204);
            Records records = Records.of(new String(client.chunked().readAllBytes(), StandardCharsets.UTF_8));
            assertThat(records.end().path("outcome").asText()).isEqualTo("cancelled");
            assertThat(api.get("/v1/jobs/" + id).status()).isEqualTo(404);
            assertThat(api.get("/v1/jobs").json().path("jobs")).isEmpty();
        }
    }

    @Test
    void ofManyWhoDeleteAJobNoneIsToldOfAnError() throws Exception {
        String id = running();
        List<Future<Api.Answer>> answers = new ArrayList<>();
        try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                answers.add(tasks.submit(() -> api.delete("/v1/jobs/" + id)));
            }
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<Api.Answer> answer : answers) {
            statuses.add(answer.get().status());
        }
        assertThat(statuses).contains(204).containsAnyOf(204, 404).doesNotContain(500, 503);
        assertThat(api.get("/v1/jobs/" + id).status()).isEqualTo(404);
    }

    @Test
    void aJobIsRetriedOnlyWhenItHasEnded() throws Exception {
        String id = running();
        assertConflict(api.post("/v1/jobs/" + id + "/retry", ""));
        api.post("/v1/jobs/" + id + "/pause", "");
        assertConflict(api.post("/v1/jobs/" + id + "/retry", ""));
        assertThat(api.post("/v1/jobs/" + id + "/cancel", "", "Prefer", "wait=10")
                        .status())
                .isEqualTo(200);
        assertThat(api.post("/v1/jobs/" + id + "/retry", "").status()).isEqualTo(201);
    }

    @Test
    void anAttachedJobIsNotRetriedAndHasNoRecords() throws Exception {
        String ended =
                server.run("{'kind':'fetch','items':[]}").start().path("job").asText();
        assertConflict(api.post("/v1/jobs/" + ended + "/retry", ""));
        assertConflict(api.get("/v1/jobs/" + ended + "/stream"));
        assertConflict(api.get("/v1/jobs/" + ended + "/results"));
        assertConflict(api.get("/v1/jobs/" + ended + "/tree"));
        try (RawClient client = server.client()) {
            String id = client.postJob(body()).head().header("x-job-id");
            Patience.until("the job runs", () -> silent.requests() == 1);
            assertConflict(api.post("/v1/jobs/" + id + "/retry", ""));
            assertConflict(api.get("/v1/jobs/" + id + "/stream"));
            assertThat(api.get("/v1/jobs/" + id + "/tree").status()).isEqualTo(200);
            assertThat(api.post("/v1/jobs/" + id + "/pause", "")
                            .json()
                            .path("state")
                            .asText())
                    .isEqualTo("paused");
            assertThat(api.post("/v1/jobs/" + id + "/resume", "")
                            .json()
                            .path("state")
                            .asText())
                    .isEqualTo("running");
            assertThat(api.post("/v1/jobs/" + id + "/cancel", "", "Prefer", "wait=10")
                            .json()
                            .path("outcome")
                            .asText())
                    .isEqualTo("cancelled");
        }
    }

    @Test
    void whoeverHearsThatAJobIsOverFindsItSo() throws Exception {
        for (int i = 0; i < 40; i++) {
            String id = running();
            assertThat(api.post("/v1/jobs/" + id + "/cancel", "", "Prefer", "wait=20")
                            .status())
                    .isEqualTo(200);
            assertThat(api.post("/v1/jobs/" + id + "/retry", "").status()).isEqualTo(201);
            assertThat(api.delete("/v1/jobs/" + id).status()).isEqualTo(204);
            assertThat(api.get("/v1/jobs/" + id).status()).isEqualTo(404);
        }
    }

    @Test
    void whoReadTheEndOfAnAttachedJobFindsItEnded() throws Exception {
        for (int i = 0; i < 100; i++) {
            String id = server.run("{'kind':'fetch','items':[]}")
                    .start()
                    .path("job")
                    .asText();
            assertThat(api.job(id).path("state").asText()).isEqualTo("ended");
            assertThat(api.delete("/v1/jobs/" + id).status()).isEqualTo(204);
            assertThat(api.get("/v1/jobs/" + id).status()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wait=10 | wait=10",
                "WAIT=10 | wait=10",
                "wait=\"10\" | wait=10",
                "handling=strict, wait=10;foo | wait=10",
                "wait=999 | wait=60",
            })
    void cancelWaitsForAsLongAsIsPreferred(String prefer, String applied) throws Exception {
        String id = running();
        Api.Answer answer = api.post("/v1/jobs/" + id + "/cancel", "", "Prefer", prefer);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Preference-Applied")).isEqualTo(applied);
        assertThat(answer.json().path("state").asText()).isEqualTo("ended");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait=0", "wait", "wait=-1", "wait=odd", "wait=1.5", ",;=,", "respond-async"})
    void otherPreferencesArePassedOver(String prefer) throws Exception {
        String id = running();
        Api.Answer answer = api.post("/v1/jobs/" + id + "/cancel", "", "Prefer", prefer);
        assertThat(answer.status()).isIn(200, 202);
        assertThat(answer.header("Preference-Applied")).isEmpty();
        assertThat(api.ended(id).path("outcome").asText()).isEqualTo("cancelled");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "respond-async",
                "Respond-Async",
                "respond-async;foo=bar",
                "wait=5, respond-async",
                "handling=lenient,respond-async"
            })
    void aJobIsDetachedHoweverThatIsPreferred(String prefer) throws Exception {
        Api.Answer answer = api.post(
                "/v1/jobs", "{'kind':'fetch','items':[]}", "Content-Type", "application/json", "Prefer", prefer);
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Preference-Applied")).isEqualTo("respond-async");
    }

    @ParameterizedTest
    @ValueSource(strings = {"respond", "respond-sync", "async", "foo;respond-async", "\"respond-async\"", ""})
    void aJobIsAttachedWhereNothingElseIsPreferred(String prefer) throws Exception {
        try (RawClient client = server.client()) {
            String body = "{\"kind\":\"fetch\",\"items\":[]}";
            client.send("POST /v1/jobs HTTP/1.1\r\nHost: c\r\nContent-Type: application/json\r\nPrefer: " + prefer
                    + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            assertThat(Records.of(client.answer()).all()).hasSize(2);
        }
    }

    @Test
    void theTreeComesInBothForms() throws Exception {
        String id = running();
        for (String path : List.of("/v1/tree", "/v1/jobs/" + id + "/tree")) {
            JsonNode tree = api.get(path).json();
            assertThat(tree.path("nurseries")).isNotEmpty();
            for (String accept : List.of("text/plain", "text/*", "text/plain, application/json;q=0.5")) {
                Api.Answer drawn = api.get(path, "Accept", accept);
                assertThat(drawn.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
                assertThat(drawn.body()).contains("detached job");
            }
            for (String accept :
                    List.of("*/*", "application/json", "application/*", "text/plain;q=0.1, application/json")) {
                assertThat(api.get(path, "Accept", accept).header("Content-Type"))
                        .isEqualTo("application/json");
            }
            assertThat(api.get(path, "Accept", "image/png").status()).isEqualTo(406);
        }
    }

    @Test
    void theLimitsAreTold() throws Exception {
        JsonNode limits = api.get("/v1/limits").json();
        assertThat(limits.path("options").findValuesAsText("option"))
                .contains("kind", "concurrency.max", "retain_ms")
                .doesNotHaveDuplicates();
        assertThat(limits.path("server").findValuesAsText("name"))
                .contains(
                        "jobs.attached",
                        "jobs.detached.tenant",
                        "jobs.attached.remembered",
                        "permits.detached",
                        "permits.fetch",
                        "job.json_items",
                        "job.json_line",
                        "job.further_requests",
                        "job.bytes_sent",
                        "json.depth",
                        "json.string",
                        "request.json_body",
                        "stream.write_idle")
                .doesNotHaveDuplicates();
        limits.path("server")
                .forEach(cap -> assertThat(cap.path("value").asLong())
                        .as(cap.toString())
                        .isPositive());
    }
}
