package dev.corral.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.corral.server.Api;
import dev.corral.server.Patience;
import dev.corral.server.RawOrigin;
import dev.corral.server.RunningServer;
import dev.corral.server.access.Keys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The commands that ask a running service, and their exit codes.
@Timeout(120)
class ServiceCommandsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RawOrigin origin = RawOrigin.open(peer -> {
        for (String head = peer.readHead(); head != null; head = peer.readHead()) {
            if (head.startsWith("GET /never")) {
                peer.awaitEnd();
            }
            peer.write(RawOrigin.ok("hello"));
        }
    });

    private RunningServer server;
    private Api api;
    private Spoken spoken;

    @BeforeEach
    void start() {
        server = RunningServer.fetchingFrom(origin);
        api = new Api(server.port());
        spoken = new Spoken(Map.of("CORRAL_SERVER", "http://127.0.0.1:" + server.port() + "/"));
    }

    @AfterEach
    void close() {
        api.close();
        server.close();
        origin.close();
    }

    private String detached(String path, int items) throws Exception {
        String all = ("'" + origin.url() + path + "',").repeat(items);
        return api.detach(
                "{'kind':'fetch','name':'n\\u001b[31m','items':[" + all.substring(0, all.length() - 1) + "]}");
    }

    private JsonNode answer() throws IOException {
        return JSON.readTree(spoken.out());
    }

    @Test
    void jobsAreListedALineEach() throws Exception {
        String first = detached("a", 1);
        api.ended(first);
        String second = detached("never", 1);
        assertThat(spoken.run("jobs", "--limit", "7")).isZero();
        assertThat(spoken.out().lines()).hasSize(2).first().asString().contains(second);
        assertThat(spoken.err()).isEmpty();
    }

    @Test
    void jobsOfAStateAreATableForPeople() throws Exception {
        String over = detached("a", 3);
        api.ended(over);
        var _ = detached("never", 1);
        assertThat(spoken.run("jobs", "--state", "ended", "--text")).isZero();
        assertThat(spoken.out().lines()).hasSize(2).first().asString().startsWith("ID ");
        assertThat(spoken.out()).contains(over, "completed", "3/3", "n?[31m").doesNotContain("\u001b");
    }

    @Test
    void listsLongerThanAPageAreReadToTheLimit() throws Exception {
        for (int i = 0; i < 3; i++) {
            api.ended(detached("a", 1));
        }
        assertThat(spoken.run("jobs", "--limit", "2")).isZero();
        assertThat(spoken.out().lines()).hasSize(2);
    }

    @Test
    void jobIsShown() throws Exception {
        String id = detached("a", 2);
        api.ended(id);
        assertThat(spoken.run("job", id)).isZero();
        assertThat(answer().path("counts").path("ok").asInt()).isEqualTo(2);
        assertThat(spoken.run("job", id, "--text")).isZero();
        assertThat(spoken.out()).contains("state     ended", "2 total, 2 ok");
    }

    @Test
    void jobIsFollowedToItsEnd() throws Exception {
        String id = detached("a", 3);
        assertThat(spoken.run("job", id, "--follow")).isZero();
        assertThat(spoken.out().lines()).hasSize(5).last().asString().contains("\"t\":\"end\"");
    }

    @Test
    void followingBeginsWhereItIsTold() throws Exception {
        String id = detached("a", 3);
        api.ended(id);
        assertThat(spoken.run("job", id, "--follow", "--after", "3")).isZero();
        assertThat(spoken.out().lines()).hasSize(2).first().asString().contains("\"seq\":4");
    }

    @Test
    void followedJobThatWasCancelledIsThree() throws Exception {
        String id = detached("never", 1);
        Patience.until("it runs", () -> origin.requests() == 1);
        assertThat(spoken.run("cancel", id, "--wait", "20s")).isZero();
        assertThat(answer().path("outcome").asText()).isEqualTo("cancelled");
        assertThat(spoken.run("job", id, "--follow")).isEqualTo(3);
    }

    @Test
    void cancelledJobThatIsOverStaysAsItIs() throws Exception {
        String id = detached("a", 1);
        api.ended(id);
        assertThat(spoken.run("cancel", id)).isZero();
        assertThat(answer().path("outcome").asText()).isEqualTo("completed");
    }

    @Test
    void jobIsPausedResumedAndRetried() throws Exception {
        String id = detached("never", 1);
        Patience.until("it runs", () -> origin.requests() == 1);
        assertThat(spoken.run("pause", id)).isZero();
        assertThat(answer().path("state").asText()).isEqualTo("paused");
        assertThat(new Spoken(Map.of("CORRAL_SERVER", "http://127.0.0.1:" + server.port())).run("resume", id))
                .isZero();
        assertThat(api.job(id).path("state").asText()).isEqualTo("running");
        assertThat(spoken.run("cancel", id, "--wait=20s")).isZero();
        assertThat(spoken.run("retry", id)).isZero();
        assertThat(spoken.run("pause", id)).isEqualTo(1);
        assertThat(spoken.err()).contains("corral pause: the service refused with 409");
    }

    @Test
    void whatMayHaveBeenDoneIsDoneAgainForWhoSaysSo() {
        Spoken toTheOrigin = new Spoken(Map.of("CORRAL_SERVER", origin.url()));
        assertThat(toTheOrigin.run("retry", "j_1", "--unknown")).isEqualTo(4);
        assertThat(toTheOrigin.run("retry", "j_1")).isEqualTo(4);
        assertThat(origin.heads().get(0)).startsWith("POST /v1/jobs/j_1/retry?unknown=true HTTP/1.1");
        assertThat(origin.heads().get(1)).startsWith("POST /v1/jobs/j_1/retry HTTP/1.1");
    }

    @Test
    void treeIsThatOfOneJobOrOfAll() throws Exception {
        String id = detached("never", 1);
        Patience.until("it runs", () -> origin.requests() == 1);
        assertThat(spoken.run("tree", id, "--text")).isZero();
        assertThat(spoken.out()).contains("worker-0");
        Spoken all = new Spoken(Map.of("CORRAL_SERVER", "http://127.0.0.1:" + server.port()));
        assertThat(all.run("tree")).isZero();
        assertThat(JSON.readTree(all.out()).path("nurseries")).isNotEmpty();
    }

    @Test
    void treeOfAJobThatIsOverIsOne() throws Exception {
        String id = detached("a", 1);
        api.ended(id);
        assertThat(spoken.run("tree", id)).isEqualTo(1);
        assertThat(spoken.err()).startsWith("corral tree: the service refused with 409: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"job j_0", "cancel j_0", "tree j_0", "job j_0 --follow", "retry j_0"})
    void jobThatIsNotThereIsTwo(String arguments) {
        assertThat(spoken.run(arguments.split(" "))).isEqualTo(2);
        assertThat(spoken.err()).contains("refused with 404");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "job",
                "job ../v1/jobs",
                "job j_0 --after 5",
                "jobs --state over",
                "jobs --limit 0",
                "jobs --json --text",
                "jobs --server ftp://x",
                "jobs --server http://u:p@x",
                "jobs --key-from /is/not/there",
                "cancel j_0 --wait 5",
                "cancel j_0 --wait 2m"
            })
    void wrongUsageIsTwoWithAHint(String arguments) {
        assertThat(spoken.run(arguments.split(" "))).isEqualTo(2);
        assertThat(spoken.err()).startsWith("corral: ").contains("Try 'corral ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jobs", "job j_0", "job j_0 --follow", "cancel j_0", "tree", "pause j_0"})
    void serviceThatIsNotThereIsFour(String arguments) throws IOException {
        int free;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = taken.getLocalPort();
        }
        Spoken lost = new Spoken(Map.of("CORRAL_SERVER", "http://127.0.0.1:" + free));
        assertThat(lost.run(arguments.split(" "))).isEqualTo(4);
        assertThat(lost.err()).contains("cannot reach the service at http://127.0.0.1:" + free, "is 'corral serve'");
    }

    @Test
    void keyComesFromTheEnvironmentOrAFileAndIsNeverShown(@TempDir Path folder) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest("s3cret".getBytes(StandardCharsets.US_ASCII));
        Path known =
                Files.writeString(folder.resolve("keys"), "me:" + HexFormat.of().formatHex(digest));
        Path mine = Files.writeString(folder.resolve("mine"), "s3cret\n");
        Keys keys = Keys.read(known);
        try (RunningServer guarded = RunningServer.with(config -> config.with(keys))) {
            String url = "http://127.0.0.1:" + guarded.port();
            assertThat(new Spoken(Map.of("CORRAL_KEY", "s3cret")).run("jobs", "--server", url))
                    .isZero();
            assertThat(new Spoken(Map.of()).run("jobs", "--server", url, "--key-from", mine.toString()))
                    .isZero();
            Spoken wrong = new Spoken(Map.of("CORRAL_KEY", "guess"));
            assertThat(wrong.run("jobs", "--server", url)).isEqualTo(2);
            assertThat(wrong.err()).contains("401").doesNotContain("guess");
        }
    }
}
