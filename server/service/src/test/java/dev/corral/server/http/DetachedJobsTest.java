package dev.corral.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.corral.server.Api;
import dev.corral.server.Patience;
import dev.corral.server.RawOrigin;
import dev.corral.server.Records;
import dev.corral.server.RunningServer;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Jobs that are stored, run without their client, and can be asked for by anybody who knows them.
final class DetachedJobsTest {
    @TempDir
    private Path data;

    private RawOrigin origin;
    private RunningServer server;
    private Api api;

    @BeforeEach
    void open() throws Exception {
        origin = RawOrigin.answering(RawOrigin.ok("x"));
        serve();
    }

    private void serve() throws Exception {
        server = RunningServer.with(
                config -> config.withAllow(RunningServer.rules(origin)).withData(data));
        api = new Api(server.port());
    }

    @AfterEach
    void close() {
        api.close();
        server.close();
        origin.close();
    }

    private static String job(RawOrigin from, int items, String more) {
        String urls = IntStream.range(0, items)
                .mapToObj(i -> "{'id':'i" + i + "','url':'" + from.url() + i + "'}")
                .collect(Collectors.joining(","));
        return "{'kind':'fetch','name':'n','labels':{'a':'b'},'items':[" + urls + "]" + more + "}";
    }

    @Test
    void aJobIsAcceptedNamedAndRunsToItsEnd() throws Exception {
        Api.Answer answer =
                api.post("/v1/jobs", job(origin, 3, ""), "Content-Type", "application/json", "Prefer", "respond-async");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Preference-Applied")).isEqualTo("respond-async");
        String id = answer.json().path("id").asText();
        assertThat(answer.header("Location")).isEqualTo("/v1/jobs/" + id);
        JsonNode ended = api.ended(id);
        assertThat(ended.path("outcome").asText()).isEqualTo("completed");
        assertThat(ended.path("counts").path("ok").asInt()).isEqualTo(3);
        assertThat(ended.path("name").asText()).isEqualTo("n");
        assertThat(ended.path("labels").path("a").asText()).isEqualTo("b");
    }

    @Test
    void theStreamIsWholeForEveryReader() throws Exception {
        String id = api.detach(job(origin, 50, ""));
        for (int reader = 0; reader < 3; reader++) {
            Records records = Records.of(api.get("/v1/jobs/" + id + "/stream").body());
            assertThat(records.items()).hasSize(50);
            assertThat(records.start().path("job").asText()).isEqualTo(id);
        }
    }

    @Test
    void aReaderGoesOnWhereItLeftOff() throws Exception {
        String id = api.detach(job(origin, 20, ""));
        String all = api.get("/v1/jobs/" + id + "/stream").body();
        for (int after = 0; after <= 22; after++) {
            String rest = api.get("/v1/jobs/" + id + "/stream?after=" + after).body();
            assertThat(rest)
                    .isEqualTo(all.lines().skip(after).map(line -> line + "\n").collect(Collectors.joining()));
        }
        assertThat(api.get("/v1/jobs/" + id + "/stream", "Last-Event-ID", "21", "Accept", "text/event-stream")
                        .body())
                .startsWith("id: 22\nevent: end\ndata: {\"t\":\"end\"")
                .endsWith("}\n\n");
    }

    @Test
    void resultsCanBeReadByOutcomeAndInPages() throws Exception {
        String id = api.detach(job(origin, 5, ",'defaults':{'expect_status':['404']}"));
        assertThat(api.ended(id).path("counts").path("failed").asInt()).isEqualTo(5);
        Api.Answer page = api.get("/v1/jobs/" + id + "/results?outcome=failed&limit=2");
        assertThat(page.body().lines()).hasSize(2).allMatch(line -> line.contains("\"outcome\":\"failed\""));
        String next = page.header("Link").replaceAll("<(.*)>; rel=\"next\"", "$1");
        assertThat(api.get(next).body().lines()).hasSize(2);
        assertThat(api.get("/v1/jobs/" + id + "/results?outcome=ok").body()).isEmpty();
        assertThat(api.get("/v1/jobs/" + id + "/results?outcome=odd").status()).isEqualTo(422);
    }

    @Test
    void cancelTellsWhenTheLastTaskHasEnded() throws Exception {
        try (RawOrigin silent = RawOrigin.silent();
                RunningServer busy = RunningServer.fetchingFrom(silent);
                Api client = new Api(busy.port())) {
            String id =
                    client.detach(job(silent, 10, ",'defaults':{'timeout_ms':60000,'first_byte_timeout_ms':60000}"));
            Patience.until("the job runs", () -> silent.requests() == 6);
            assertThat(client.get("/v1/jobs/" + id + "/tree").body()).contains("worker-0", "\"what\":\"future\"");
            Api.Answer answer = client.post("/v1/jobs/" + id + "/cancel", "", "Prefer", "wait=10");
            assertThat(answer.status()).isEqualTo(200);
            JsonNode view = answer.json();
            assertThat(view.path("outcome").asText()).isEqualTo("cancelled");
            assertThat(view.path("cause").asText()).isEqualTo("client");
            assertThat(view.path("counts").path("cancelled").asInt()).isEqualTo(6);
            assertThat(view.path("counts").path("not_started").asInt()).isEqualTo(4);
            assertThat(silent.requests()).isEqualTo(6);
            assertThat(client.get("/v1/jobs/" + id + "/results?outcome=not_started")
                            .body())
                    .contains("\"from_index\":6,\"to_index\":9");
            assertThat(client.post("/v1/jobs/" + id + "/cancel", "").status()).isEqualTo(200);
            assertThat(client.post("/v1/jobs/" + id + "/pause", "").status()).isEqualTo(409);
        }
    }

    @Test
    void retryTakesUpWhatWasNotDone() throws Exception {
        String id = api.detach(job(origin, 4, ",'defaults':{'expect_status':['404']}"));
        api.ended(id);
        Api.Answer answer = api.post("/v1/jobs/" + id + "/retry", "");
        assertThat(answer.status()).isEqualTo(201);
        String again = answer.json().path("id").asText();
        assertThat(answer.header("Location")).isEqualTo("/v1/jobs/" + again);
        Records records = Records.of(api.get("/v1/jobs/" + again + "/stream").body());
        assertThat(records.items()).extracting(item -> item.path("id").asText()).contains("i0", "i3");
        assertThat(origin.requests()).isEqualTo(8);
    }

    @Test
    void aJobWithNothingLeftIsNotRetried() throws Exception {
        String id = api.detach(job(origin, 2, ""));
        api.ended(id);
        assertThat(api.post("/v1/jobs/" + id + "/retry", "").status()).isEqualTo(409);
    }

    @Test
    void pausedJobsBeginNothingUntilTheyAreResumed() throws Exception {
        String slow = ",'concurrency':{'max':1}";
        try (RawOrigin silent = RawOrigin.silent();
                RunningServer busy = RunningServer.fetchingFrom(silent);
                Api client = new Api(busy.port())) {
            String id =
                    client.detach(job(silent, 2, slow + ",'defaults':{'timeout_ms':300},'retry':{'max_attempts':1}"));
            Patience.until("the job runs", () -> silent.requests() == 1);
            assertThat(client.post("/v1/jobs/" + id + "/pause", "")
                            .json()
                            .path("state")
                            .asText())
                    .isEqualTo("paused");
            Patience.until(
                    "the first has failed",
                    () -> client.job(id).path("counts").path("failed").asInt() == 1);
            assertThat(silent.requests()).isEqualTo(1);
            assertThat(client.post("/v1/jobs/" + id + "/resume", "")
                            .json()
                            .path("state")
                            .asText())
                    .isEqualTo("running");
            assertThat(client.ended(id).path("counts").path("failed").asInt()).isEqualTo(2);
        }
    }

    @Test
    void aForgottenJobIsNotThereAndAnOldOneIsGone() throws Exception {
        String forgotten = api.detach(job(origin, 1, ""));
        api.ended(forgotten);
        assertThat(api.delete("/v1/jobs/" + forgotten).status()).isEqualTo(204);
        assertThat(api.get("/v1/jobs/" + forgotten).status()).isEqualTo(404);
        assertThat(api.delete("/v1/jobs/" + forgotten).status()).isEqualTo(404);
        String old = api.detach(job(origin, 1, ",'retain_ms':0"));
        Patience.until("it is gone", () -> api.get("/v1/jobs/" + old).status() == 410);
    }

    @Test
    void theSameKeyIsTheSameJob() throws Exception {
        String body = job(origin, 2, "");
        String[] headers = {"Content-Type", "application/json", "Prefer", "respond-async", "Idempotency-Key", "k1"};
        Api.Answer first = api.post("/v1/jobs", body, headers);
        Api.Answer second = api.post("/v1/jobs", body, headers);
        assertThat(second.status()).isEqualTo(202);
        assertThat(second.json().path("id")).isEqualTo(first.json().path("id"));
        api.ended(first.json().path("id").asText());
        assertThat(origin.requests()).isEqualTo(2);
        Api.Answer other = api.post("/v1/jobs", job(origin, 3, ""), headers);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().path("type").asText()).isEqualTo("/problems/idempotency-key-reused");
    }

    @Test
    void aRefusedJobLeavesItsKeyFree() throws Exception {
        String[] headers = {"Content-Type", "application/json", "Prefer", "respond-async", "Idempotency-Key", "k1"};
        assertThat(api.post("/v1/jobs", "{'kind':'fetch'}", headers).status()).isEqualTo(422);
        assertThat(api.post("/v1/jobs", job(origin, 1, ""), headers).status()).isEqualTo(202);
    }

    @Test
    void jobsAreListedNewestFirstInPages() throws Exception {
        for (int i = 0; i < 5; i++) {
            api.ended(api.detach(job(origin, 1, "")));
        }
        server.run("{'kind':'fetch','items':[]}");
        JsonNode first = api.get("/v1/jobs?limit=4").json();
        assertThat(first.path("jobs")).hasSize(4);
        JsonNode second = api.get(
                        "/v1/jobs?limit=4&cursor=" + first.path("next_cursor").asText())
                .json();
        assertThat(second.path("jobs")).hasSize(2);
        assertThat(second.path("next_cursor").isNull()).isTrue();
        assertThat(api.get("/v1/jobs?state=running").json().path("jobs")).isEmpty();
        assertThat(api.get("/v1/jobs?cursor=odd").status()).isEqualTo(422);
    }

    @Test
    void anUploadIsStoredBeforeItIsAccepted() throws Exception {
        String lines = IntStream.range(0, 10_000).mapToObj(i -> "#\n").collect(Collectors.joining());
        Api.Answer answer = api.post(
                "/v1/jobs?kind=fetch",
                lines + origin.url() + "\nnot a url\n",
                "Content-Type",
                "text/plain",
                "Prefer",
                "respond-async");
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        JsonNode ended = api.ended(answer.json().path("id").asText());
        assertThat(ended.path("counts").path("total").asInt()).isEqualTo(2);
        assertThat(ended.path("counts").path("failed").asInt()).isEqualTo(1);
    }

    @Test
    void aJobGoesOnAfterTheServiceWasStopped() throws Exception {
        try (RawOrigin silent = RawOrigin.silent()) {
            RunningServer first = RunningServer.with(config ->
                    config.withAllow(RunningServer.rules(origin, silent)).withData(data.resolve("other")));
            String id;
            try (Api client = new Api(first.port())) {
                String items = "{'url':'" + origin.url() + "0'},{'url':'" + origin.url() + "1'},{'url':'" + silent.url()
                        + "'},{'url':'" + silent.url() + "','method':'POST'}";
                id = client.detach("{'kind':'fetch','items':[" + items
                        + "],'defaults':{'timeout_ms':2000},'retry':{'max_attempts':1}}");
                Patience.until(
                        "two are done and two run",
                        () -> client.job(id).path("counts").path("ok").asInt() == 2 && silent.requests() == 2);
            }
            first.close();
            RunningServer second = RunningServer.with(config ->
                    config.withAllow(RunningServer.rules(origin, silent)).withData(data.resolve("other")));
            try (Api client = new Api(second.port())) {
                JsonNode ended = client.ended(id);
                assertThat(ended.path("counts").path("ok").asInt()).isEqualTo(2);
                assertThat(ended.path("counts").path("failed").asInt()).isEqualTo(1);
                assertThat(ended.path("counts").path("unknown").asInt()).isEqualTo(1);
                Records records =
                        Records.of(client.get("/v1/jobs/" + id + "/stream").body());
                assertThat(records.item(3).path("outcome").asText()).isEqualTo("unknown");
                assertThat(origin.requests()).isEqualTo(2);
                assertThat(silent.requests()).isEqualTo(3);
            } finally {
                second.close();
            }
        }
    }
}
