package dev.corral.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.corral.server.Api;
import dev.corral.server.Patience;
import dev.corral.server.RawClient;
import dev.corral.server.RawOrigin;
import dev.corral.server.RunningServer;
import dev.corral.server.access.Keys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A service with keys: who may do what, and how much of it.
final class TenantsTest {
    private static final int PLACES_OF_A_TENANT = 256;
    private static final int PLACES = 1024;
    private static final String NOTHING = "{'kind':'fetch','items':[]}";

    @TempDir
    private static Path folder;

    private static RawOrigin silent;
    private static RunningServer server;
    private static Api api;

    @BeforeAll
    static void open() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (String tenant : List.of("a", "b", "c", "d", "e", "boss")) {
            lines.append(tenant).append(':').append(sha256("key of " + tenant));
            lines.append(tenant.equals("boss") ? ":management\n" : "\n");
        }
        Keys keys = Keys.read(Files.writeString(folder.resolve("keys"), lines));
        silent = RawOrigin.silent();
        server = RunningServer.with(config -> config.with(keys).withAllow(RunningServer.rules(silent)));
        api = new Api(server.port());
    }

    @AfterAll
    static void close() {
        api.close();
        server.close();
        silent.close();
    }

    private static String sha256(String key) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
    }

    private static String[] as(String tenant, String... headers) {
        return Stream.concat(Stream.of("Authorization", "Bearer key of " + tenant), Stream.of(headers))
                .toArray(String[]::new);
    }

    private static String detached(String tenant) throws Exception {
        Api.Answer answer = api.post(
                "/v1/jobs",
                "{'kind':'fetch','items':['" + silent.url() + "'],'defaults':{'timeout_ms':60000}}",
                as(tenant, "Content-Type", "application/json", "Prefer", "respond-async"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer.json().path("id").asText();
    }

    private static String attached(String tenant) throws Exception {
        return api.post("/v1/jobs", NOTHING, as(tenant, "Content-Type", "application/json"))
                .header("X-Job-Id");
    }

    private static void assertProblem(Api.Answer answer, int status, String type) throws Exception {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().path("type").asText()).isEqualTo("/problems/" + type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "Basic a2V5IG9mIGE6", "key of a", "Bearer", "Digest key of a"})
    void whoIsNotKnownIsToldHowToBe(String authorization) throws Exception {
        Api.Answer answer = api.get("/v1/jobs", "Authorization", authorization);
        assertProblem(answer, 401, "unauthorised");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(answer.body()).doesNotContain("wrong");
    }

    @Test
    void everyPathOfTheApiWantsAKey() throws Exception {
        String id = "j_" + "0".repeat(32);
        for (String path : List.of("", "/" + id, "/" + id + "/stream", "/" + id + "/results", "/" + id + "/tree")) {
            assertProblem(api.get("/v1/jobs" + path), 401, "unauthorised");
        }
        for (String path : List.of(
                "",
                "/validate",
                "/" + id + "/cancel",
                "/" + id + "/pause",
                "/" + id + "/resume",
                "/" + id + "/retry")) {
            assertProblem(
                    api.post("/v1/jobs" + path, NOTHING, "Content-Type", "application/json"), 401, "unauthorised");
        }
        assertProblem(api.delete("/v1/jobs/" + id), 401, "unauthorised");
        assertProblem(api.get("/v1/tree"), 401, "unauthorised");
        assertProblem(api.get("/v1/limits"), 401, "unauthorised");
        assertThat(api.get("/").status()).isEqualTo(200);
        assertThat(api.get("/openapi.yaml").status()).isEqualTo(200);
        assertThat(server.get("/health/ready")).isEqualTo("ok\n");
    }

    @Test
    void anothersJobIsNotThere() throws Exception {
        for (String id : List.of(detached("a"), attached("a"))) {
            String job = "/v1/jobs/" + id;
            for (String path : List.of("", "/stream", "/results", "/tree")) {
                assertProblem(api.get(job + path, as("b")), 404, "not-found");
            }
            for (String path : List.of("/cancel", "/pause", "/resume", "/retry")) {
                assertProblem(api.post(job + path, "", as("b")), 404, "not-found");
            }
            assertProblem(api.delete(job, as("b")), 404, "not-found");
            assertThat(ids("b")).doesNotContain(id);
            assertThat(ids("a")).contains(id);
            assertThat(ids("boss")).contains(id);
            assertThat(api.get(job, as("a")).status()).isEqualTo(200);
            assertThat(api.delete(job, as("boss")).status()).isEqualTo(204);
        }
    }

    @Test
    void anothersOldJobIsNotThereEither() throws Exception {
        Api.Answer answer = api.post(
                "/v1/jobs",
                "{'kind':'fetch','items':[],'retain_ms':0}",
                as("a", "Content-Type", "application/json", "Prefer", "respond-async"));
        String job = "/v1/jobs/" + answer.json().path("id").asText();
        Patience.until("it is gone", () -> api.get(job, as("a")).status() == 410);
        assertProblem(api.get(job, as("b")), 404, "not-found");
        assertProblem(api.delete(job, as("b")), 404, "not-found");
    }

    private static List<String> ids(String tenant) throws Exception {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.get("/v1/jobs?limit=3" + cursor, as(tenant)).json();
            page.path("jobs").forEach(job -> ids.add(job.path("id").asText()));
            cursor = page.path("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("next_cursor").asText();
        } while (!cursor.isEmpty());
        return ids;
    }

    @Test
    void aKeyOfOneTenantIsNoKeyOfAnother() throws Exception {
        String[] headers = {"Content-Type", "application/json", "Prefer", "respond-async", "Idempotency-Key", "same"};
        String a = api.post("/v1/jobs", NOTHING, as("a", headers))
                .json()
                .path("id")
                .asText();
        String b = api.post("/v1/jobs", NOTHING, as("b", headers))
                .json()
                .path("id")
                .asText();
        assertThat(a).startsWith("j_").isNotEqualTo(b);
    }

    @Test
    void theTreeOfTheProcessIsForManagement() throws Exception {
        assertProblem(api.get("/v1/tree", as("a")), 404, "not-found");
        assertThat(api.get("/v1/tree", as("boss")).json().path("nurseries")).isNotEmpty();
    }

    @Test
    void aRefusedRequestTakesNoPlace() throws Exception {
        for (int i = 0; i < PLACES_OF_A_TENANT + 10; i++) {
            assertThat(api.post("/v1/jobs", "{}", as("c", "Content-Type", "application/json"))
                            .status())
                    .isEqualTo(422);
        }
    }

    @Test
    void whoHasAllItsJobsIsToldSoAndOthersUntilTheServerIsFull() throws Exception {
        List<RawClient> clients = new ArrayList<>();
        try {
            for (String tenant : List.of("b", "c", "d", "e")) {
                for (int i = 0; i < PLACES_OF_A_TENANT; i++) {
                    clients.add(waiting(tenant));
                }
                if (clients.size() < PLACES) {
                    Api.Answer quota = submit(tenant);
                    assertProblem(quota, 429, "quota");
                    assertLimit(quota, "jobs.attached", PLACES_OF_A_TENANT);
                }
            }
            Api.Answer full = submit("a");
            assertProblem(full, 503, "overloaded");
            assertLimit(full, "jobs.attached", PLACES);
            assertThat(detached("a")).startsWith("j_");
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
        Patience.until(
                "there is room again",
                () -> submit("a").status() == 200 && submit("b").status() == 200);
    }

    private static Api.Answer submit(String tenant) throws Exception {
        return api.post("/v1/jobs", NOTHING, as(tenant, "Content-Type", "application/json"));
    }

    private static void assertLimit(Api.Answer answer, String limit, int most) {
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.header("RateLimit")).isEqualTo("\"" + limit + "\";r=0;t=1");
        assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"" + limit + "\";q=" + most);
    }

    /// A client that has a place and does not send its job.
    private static RawClient waiting(String tenant) throws Exception {
        RawClient client = server.client()
                .send("POST /v1/jobs HTTP/1.1\r\nHost: c\r\nAuthorization: Bearer key of " + tenant
                        + "\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 10\r\n\r\n");
        assertThat(client.head().status()).isEqualTo(100);
        return client;
    }
}
