package dev.corral.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.RawClient;
import dev.corral.server.RawOrigin;
import dev.corral.server.RunningServer;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Paths and methods that there are not, and spellings of those that there are.
final class PathsTest {
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW");
    private static final String ID = "j_" + "0".repeat(32);

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

    private static RawClient.Answer say(int port, String method, String path) throws Exception {
        try (RawClient client = RawClient.connect(port)) {
            client.send(method + " " + path + " HTTP/1.1\r\nHost: c\r\nContent-Length: 0\r\n\r\n");
            return method.equals("HEAD") ? client.head() : client.answer();
        }
    }

    private static RawClient.Answer get(String path) throws Exception {
        return say(server.port(), "GET", path);
    }

    private static void assertProblem(RawClient.Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.body()).contains("\"status\":" + status);
    }

    @Test
    void everyPathRefusesOtherMethodsThanItsOwnAndNamesThose() throws Exception {
        Map<String, Set<String>> allowed = new TreeMap<>();
        Set<String> management = new TreeSet<>();
        for (Description.Operation operation : new Description().operations()) {
            allowed.computeIfAbsent(operation.path(), ignored -> new TreeSet<>())
                    .add(operation.method());
            if (operation.onManagementPort()) {
                management.add(operation.path());
            }
            if (operation.method().equals("GET")) {
                allowed.get(operation.path()).add("HEAD");
            }
        }
        for (Map.Entry<String, Set<String>> path : allowed.entrySet()) {
            int port = management.contains(path.getKey()) ? server.managementPort() : server.port();
            for (String method : METHODS) {
                if (!path.getValue().contains(method)) {
                    RawClient.Answer answer = say(port, method, path.getKey().replace("{id}", ID));
                    assertThat(answer.status()).as(method + " " + path.getKey()).isEqualTo(405);
                    assertThat(answer.header("allow")).isEqualTo(String.join(", ", path.getValue()));
                    assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
                }
            }
        }
    }

    /// A body would be taken for the head of the answer to the next request.
    private static void assertHeadIsAsGet(int port, String path) throws Exception {
        try (RawClient client = RawClient.connect(port)) {
            String rest = " " + path + " HTTP/1.1\r\nHost: c\r\n\r\n";
            RawClient.Answer head = client.send("HEAD" + rest).head();
            RawClient.Answer get = client.send("GET" + rest).answer();
            assertThat(head.status()).as(path).isEqualTo(get.status());
            assertThat(head.header("content-type")).as(path).isEqualTo(get.header("content-type"));
            assertThat(head.header("content-length")).as(path).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/openapi.yaml", "/v1/jobs", "/v1/jobs?limit=x", "/v1/limits", "/v1/tree", "/v1/jobs/j_0"})
    void headIsAnsweredAsGetWithoutItsBody(String path) throws Exception {
        assertHeadIsAsGet(server.port(), path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/health/ready", "/health/started", "/metrics"})
    void soItIsOnTheManagementPort(String path) throws Exception {
        assertHeadIsAsGet(server.managementPort(), path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1",
                "/v1/",
                "/v2/jobs",
                "/v1/job",
                "/v1/jobs/a/b",
                "/v1/jobs/a/stream/more",
                "/v1/trees",
                "/V1/JOBS",
                "/openapi.yml",
                "/openapi.yaml.bak",
                "/v1/jobsx",
                "/index.html",
                "/metrics",
                "/health/live",
                "/v1/jobs%2fa%2fstream",
                "/..%2f..%2fetc/passwd",
                "/problems/validation/x"
            })
    void thereIsNothingElsewhere(String path) throws Exception {
        assertProblem(get(path), 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/jobs", "/", "/v1/limits", "/openapi.yaml"})
    void theApiIsNotOnTheManagementPort(String path) throws Exception {
        assertProblem(say(server.managementPort(), "GET", path), 404);
    }

    /// Doubled and dotted, a path is what it comes to (RFC 3986, section 5.2.4).
    @ParameterizedTest
    @CsvSource({
        "//v1//jobs, 200", "/v1/./jobs, 200", "/v1/x/../jobs, 200", "/v1/jobs/, 200", "/%76%31/jobs, 200",
        "/v1/jobs?, 200", "/v1/jobs//, 200", "//, 200", "/../v1/jobs, 200", "/v1/jobs/%2e%2e/limits, 200"
    })
    void aPathIsReadInItsNormalForm(String path, int status) throws Exception {
        assertThat(get(path).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%2E%2E%2Flimits",
                "..%2flimits",
                "%00",
                "%0d%0aX-A:%201",
                "a%2fb",
                "%ff%fe",
                "%e2%80%ae",
                "j_%41",
                "%3Cscript%3E",
                "'%20OR%201=1",
                ":id",
                "*",
                "{id}",
                "-1",
                "%25%32%65",
                "j_",
                "J_00000000000000000000000000000000"
            })
    void anIdThatIsNoneNamesNoJob(String id) throws Exception {
        for (String rest : new String[] {"", "/stream", "/results", "/tree"}) {
            RawClient.Answer answer = get("/v1/jobs/" + id + rest);
            assertProblem(answer, 404);
            assertThat(answer.header("x-a")).isNull();
        }
        for (String rest : new String[] {"/cancel", "/pause", "/resume", "/retry"}) {
            assertProblem(say(server.port(), "POST", "/v1/jobs/" + id + rest), 404);
        }
        assertProblem(say(server.port(), "DELETE", "/v1/jobs/" + id), 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%2", "%zz", "%u0041", "a%g0"})
    void anIdThatIsNotPercentEncodedIsMalformed(String id) throws Exception {
        assertProblem(get("/v1/jobs/" + id), 400);
    }

    @Test
    void anIdIsTheSameHoweverItIsEncoded() throws Exception {
        String id =
                server.run("{'kind':'fetch','items':[]}").start().path("job").asText();
        assertThat(get("/v1/jobs/%6A_" + id.substring(2)).status()).isEqualTo(200);
        assertThat(get("/v1/jobs/" + id + "/").status()).isEqualTo(200);
        assertThat(get("//v1/jobs//" + id).status()).isEqualTo(200);
        assertProblem(get("/v1/jobs/" + id.replace("j_", "J_")), 404);
        assertProblem(get("/v1/jobs/" + id + "%00"), 404);
        assertProblem(get("/v1/jobs/" + id + "%20"), 404);
    }

    @Test
    void longIdsNameNoJobAndLongerOnesAreNoRequest() throws Exception {
        assertProblem(get("/v1/jobs/" + "x".repeat(8_000)), 404);
        assertThat(get("/v1/jobs/" + "x".repeat(8_192)).status()).isEqualTo(400);
        assertThat(get("/v1/jobs/" + "%41".repeat(20_000)).status()).isEqualTo(400);
        assertThat(get("/v1/jobs").status()).isEqualTo(200);
    }
}
