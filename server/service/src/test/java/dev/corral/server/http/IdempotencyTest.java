package dev.corral.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.Api;
import dev.corral.server.Patience;
import dev.corral.server.RawClient;
import dev.corral.server.RawOrigin;
import dev.corral.server.RunningServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an idempotency key holds on to, and what sets it free.
final class IdempotencyTest {
    private static final String NOTHING = "{'kind':'fetch','items':[]}";

    private static RawOrigin origin;
    private static RawOrigin silent;
    private static RunningServer server;
    private static Api api;

    @BeforeAll
    static void open() {
        origin = RawOrigin.answering(RawOrigin.ok("x"));
        silent = RawOrigin.silent();
        server = RunningServer.fetchingFrom(origin, silent);
        api = new Api(server.port());
    }

    @AfterAll
    static void close() {
        api.close();
        server.close();
        silent.close();
        origin.close();
    }

    private static Api.Answer detach(String key, String job) throws Exception {
        return api.post(
                "/v1/jobs", job, "Content-Type", "application/json", "Prefer", "respond-async", "Idempotency-Key", key);
    }

    private static Api.Answer attach(String key, String job) throws Exception {
        return api.post("/v1/jobs", job, "Content-Type", "application/json", "Idempotency-Key", key);
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text.replace('\'', '"') + "\r\n";
    }

    @Test
    void ofManyAtOnceOneIsTheJob() throws Exception {
        int clients = 20;
        String job = "{'kind':'fetch','items':['" + origin.url() + "raced']}";
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Api.Answer>> answers = new ArrayList<>();
        try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < clients; i++) {
                answers.add(tasks.submit(() -> {
                    start.await();
                    return detach("race", job);
                }));
            }
            start.countDown();
        }
        List<String> ids = new ArrayList<>();
        for (Future<Api.Answer> each : answers) {
            Api.Answer answer = each.get();
            assertThat(answer.status()).as(answer.body()).isIn(202, 409);
            ids.add(answer.header("Location"));
        }
        assertThat(ids).hasSize(clients).containsOnly(ids.getFirst());
        String id = ids.getFirst().substring("/v1/jobs/".length());
        api.ended(id);
        assertThat(detach("race", job).header("Location")).isEqualTo("/v1/jobs/" + id);
        assertThat(origin.heads())
                .filteredOn(head -> head.startsWith("GET /raced "))
                .hasSize(1);
    }

    @Test
    void anotherPayloadIsRefusedWhateverItsForm() throws Exception {
        assertThat(detach("payload", NOTHING).status()).isEqualTo(202);
        Api.Answer spaced = detach("payload", NOTHING + " ");
        assertThat(spaced.status()).isEqualTo(422);
        assertThat(spaced.json().path("type").asText()).isEqualTo("/problems/idempotency-key-reused");
        Api.Answer lines = api.post(
                "/v1/jobs",
                "{'kind':'fetch'}\n",
                "Content-Type",
                "application/x-ndjson",
                "Prefer",
                "respond-async",
                "Idempotency-Key",
                "payload");
        assertThat(lines.status()).isEqualTo(422);
        assertThat(detach("payload", NOTHING).status()).isEqualTo(202);
    }

    @Test
    void optionsInTheQueryAreOfThePayload() throws Exception {
        String[] headers = {"Content-Type", "text/plain", "Prefer", "respond-async", "Idempotency-Key", "query"};
        assertThat(api.post("/v1/jobs?kind=fetch&max=1", "", headers).status()).isEqualTo(202);
        assertThat(api.post("/v1/jobs?kind=fetch&max=1", "", headers).status()).isEqualTo(202);
        assertThat(api.post("/v1/jobs?kind=fetch&max=2", "", headers).status()).isEqualTo(422);
    }

    @Test
    void underTheKeyOfAnAttachedJobNothingMoreRuns() throws Exception {
        Api.Answer first = attach("attached", NOTHING);
        assertThat(first.status()).isEqualTo(200);
        for (Api.Answer again : List.of(attach("attached", NOTHING), detach("attached", NOTHING))) {
            assertThat(again.status()).isEqualTo(409);
            assertThat(again.header("Location")).isEqualTo("/v1/jobs/" + first.header("X-Job-Id"));
        }
    }

    @Test
    void whileAnAttachedJobRunsItsKeyIsTaken() throws Exception {
        try (RawClient client = server.client()) {
            String body = "{\"kind\":\"fetch\",\"items\":[\"" + silent.url() + "\"]}";
            client.send(
                    "POST /v1/jobs HTTP/1.1\r\nHost: c\r\nContent-Type: application/json\r\nIdempotency-Key: busy\r\n"
                            + "Content-Length: " + body.length() + "\r\n\r\n" + body);
            String id = client.head().header("x-job-id");
            Api.Answer again = attach("busy", body);
            assertThat(again.status()).isEqualTo(409);
            assertThat(again.header("Location")).isEqualTo("/v1/jobs/" + id);
        }
    }

    @Test
    void theKeyOfAnAttachedJobIsFreeOnceTheJobIsForgotten() throws Exception {
        String id = attach("forgotten", NOTHING).header("X-Job-Id");
        assertThat(api.delete("/v1/jobs/" + id).status()).isEqualTo(204);
        assertThat(attach("forgotten", NOTHING).status()).isEqualTo(200);
        String brief = "{'kind':'fetch','items':[],'retain_ms':0}";
        assertThat(attach("evicted", brief).status()).isEqualTo(200);
        Patience.until("its time is over", () -> attach("evicted", brief).status() == 200);
    }

    @Test
    void theKeyOfADeletedJobIsFree() throws Exception {
        String id = detach("deleted", NOTHING).json().path("id").asText();
        assertThat(api.delete("/v1/jobs/" + id).status()).isEqualTo(204);
        Api.Answer again = detach("deleted", NOTHING);
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.json().path("id").asText()).isNotEqualTo(id);
    }

    @Test
    void aRefusedJobLeavesItsKeyFreeInBothForms() throws Exception {
        assertThat(attach("refused", "{'kind':'odd','items':[]}").status()).isEqualTo(422);
        assertThat(attach("refused", "{").status()).isEqualTo(400);
        assertThat(attach("refused", NOTHING).status()).isEqualTo(200);
        assertThat(detach("refused too", "{").status()).as("a blank").isEqualTo(400);
        assertThat(detach("refused-too", "{").status()).isEqualTo(400);
        assertThat(detach("refused-too", NOTHING).status()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"respond-async", "handling=lenient"})
    void aClientThatLeavesWhileItSendsLeavesItsKeyFree(String prefer) throws Exception {
        String key = "left-" + prefer.length();
        try (RawClient client = server.client()) {
            client.send("POST /v1/jobs HTTP/1.1\r\nHost: c\r\nContent-Type: application/json\r\nPrefer: " + prefer
                    + "\r\nIdempotency-Key: " + key
                    + "\r\nContent-Length: 1000\r\nExpect: 100-continue\r\n\r\n");
            assertThat(client.head().status()).isEqualTo(100);
            client.send("{\"kind\":");
            assertThat(detach(key, NOTHING).status()).isEqualTo(409);
            client.reset();
        }
        Patience.until("the key is free", () -> detach(key, NOTHING).status() == 202);
    }

    @Test
    void anUploadThatBreaksOffLeavesItsKeyFree() throws Exception {
        try (RawClient client = server.client()) {
            client.send(String.join(
                    "\r\n",
                    "POST /v1/jobs HTTP/1.1",
                    "Host: c",
                    "Content-Type: application/x-ndjson",
                    "Prefer: respond-async",
                    "Idempotency-Key: broken",
                    "Transfer-Encoding: chunked",
                    "Expect: 100-continue",
                    "",
                    ""));
            assertThat(client.head().status()).isEqualTo(100);
            client.send(chunk("{'kind':'fetch'}\n"));
            assertThat(detach("broken", NOTHING).status()).isEqualTo(409);
            client.reset();
        }
        Patience.until("the key is free", () -> detach("broken", NOTHING).status() == 202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "ä", "a\tb"})
    void whatIsNoKeyIsMalformed(String key) throws Exception {
        try (RawClient client = server.client()) {
            String body = NOTHING.replace('\'', '"');
            client.send("POST /v1/jobs HTTP/1.1\r\nHost: c\r\nContent-Type: application/json\r\nIdempotency-Key: " + key
                    + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            assertThat(client.answer().status()).isEqualTo(400);
        }
    }

    @Test
    void aKeyHasAtMost255Characters() throws Exception {
        assertThat(detach("k".repeat(255), NOTHING).status()).isEqualTo(202);
        assertThat(detach("k".repeat(256), NOTHING).status()).isEqualTo(400);
    }
}
