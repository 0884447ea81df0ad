package dev.corral.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.corral.server.RawOrigin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/// Jobs in this process: what they do, write and say, and their exit codes.
@Timeout(120)
class FetchCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private static final String BAD = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";

    private final Level level = ROOT.getLevel();
    private final Spoken spoken = new Spoken(Map.of());
    private final RawOrigin origin = RawOrigin.open(peer -> {
        for (String head = peer.readHead(); head != null; head = peer.readHead()) {
            if (head.startsWith("GET /never")) {
                peer.awaitEnd();
            }
            peer.write(head.startsWith("GET /bad") ? BAD : RawOrigin.ok("hello"));
        }
    });

    @TempDir
    private Path folder;

    private Path out;

    @BeforeEach
    void name() {
        out = folder.resolve("out.ndjson");
    }

    @AfterEach
    void close() {
        origin.close();
        // The command says less than a service would.
        ROOT.setLevel(level);
    }

    private int fetch(String... arguments) {
        List<String> all =
                new ArrayList<>(List.of("fetch", "--allow", "127.0.0.1/32:" + origin.port(), "-o", out.toString()));
        all.addAll(List.of(arguments));
        return spoken.run(all.toArray(String[]::new));
    }

    private String url(String path) {
        return origin.url() + path;
    }

    private List<JsonNode> records() throws IOException {
        List<JsonNode> records = new ArrayList<>();
        for (String line : Files.readAllLines(out)) {
            records.add(JSON.readTree(line));
        }
        return records;
    }

    private JsonNode end() throws IOException {
        return records().getLast();
    }

    private Path lines(String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", lines));
    }

    @Test
    void allOkIsZeroAndTheRecordsAreThoseOfTheService() throws IOException {
        assertThat(fetch(url("a"), url("b"), "--capture", "text")).isZero();
        assertThat(records())
                .extracting(each -> each.path("t").asText())
                .containsExactly("start", "item", "item", "end");
        assertThat(records().get(1).path("body").asText()).isEqualTo("hello");
        assertThat(end().path("outcome").asText()).isEqualTo("completed");
        assertThat(spoken.err()).contains("corral fetch: completed: 2 ok, of 2 in ");
        assertThat(spoken.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 1, completed",
        "--policy=collect, 0, completed",
        "--policy=fail-fast, 1, failed",
        "--policy=tolerate --max-failed=1, 0, completed",
        "--policy=tolerate --max-failed=0, 1, failed",
    })
    void whatFailedItemsMeanIsThePolicysToSay(String policy, int code, String outcome) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(url("good"), url("bad"), "--concurrency=1"));
        arguments.addAll(policy.isEmpty() ? List.of() : List.of(policy.split(" ")));
        assertThat(fetch(arguments.toArray(String[]::new))).isEqualTo(code);
        assertThat(end().path("outcome").asText()).isEqualTo(outcome);
        assertThat(spoken.err()).contains("1 failed (status 1)");
    }

    @Test
    void deadlineIsThreeAndEveryItemIsTold() throws IOException {
        assertThat(fetch(url("a"), url("never"), "--deadline", "2s")).isEqualTo(3);
        assertThat(end().path("outcome").asText()).isEqualTo("deadline");
        assertThat(end().path("counts").path("total").asLong()).isEqualTo(2);
        assertThat(spoken.err()).contains("deadline: ", "1 cancelled");
    }

    @Test
    void linesOfAFileComeBehindTheUrlsAndCommentsArePassedOver() throws IOException {
        Path file = lines("urls.txt", "# one", "", url("b"), "\t", "no url", url("c"));
        assertThat(fetch(url("a"), "-f", file.toString(), "--concurrency=1")).isEqualTo(1);
        assertThat(records().stream().filter(each -> each.path("t").asText().equals("item")))
                .extracting(each ->
                        each.path("index").asInt() + " " + each.path("outcome").asText())
                .containsExactlyInAnyOrder("0 ok", "1 ok", "2 failed", "3 ok");
        assertThat(spoken.err()).contains("1 failed (invalid 1)");
    }

    @Test
    void ndjsonHasItemsWithIdsAndTheNameTellsTheFormat() throws IOException {
        Path file = lines("items.ndjson", "{\"id\":\"x\",\"url\":\"" + url("a") + "\"}", "\"" + url("b") + "\"");
        assertThat(fetch("-f", file.toString(), url("c"))).isZero();
        assertThat(records())
                .filteredOn(each -> each.path("id").asText().equals("x"))
                .hasSize(1);
        assertThat(end().path("counts").path("ok").asLong()).isEqualTo(3);
    }

    @Test
    void inputOfAnotherFormatThanItsNameSaysIsReadAsTold() throws IOException {
        Path file = lines("items.txt", "{\"id\":\"x\",\"url\":\"" + url("a") + "\"}");
        assertThat(fetch("-f", file.toString(), "--input-format=ndjson")).isZero();
    }

    @Test
    void outputIsReplaced() throws IOException {
        Files.writeString(out, "old\n".repeat(1000));
        assertThat(fetch(url("a"))).isZero();
        assertThat(Files.readString(out)).startsWith("{\"t\":\"start\"").doesNotContain("old");
    }

    @Test
    void refusedCommandLineLeavesTheOutputAlone() throws IOException {
        Files.writeString(out, "old");
        assertThat(fetch(url("a"), "--timeout", "0ms")).isEqualTo(2);
        assertThat(out).hasContent("old");
    }

    @Test
    void inputIsNotEmptiedAsOutput() throws IOException {
        Files.writeString(out, url("a"));
        assertThat(fetch("-f", out.toString())).isEqualTo(2);
        assertThat(spoken.err()).contains("-o is the file that -f reads");
        assertThat(out).hasContent(url("a"));
    }

    @Test
    void fullDiskIsSaidAndTwo() {
        assertThat(spoken.run("fetch", "-q", "-o", "/dev/full", "http://127.0.0.1/"))
                .isEqualTo(2);
        assertThat(spoken.err()).startsWith("corral fetch: the output cannot be written further: ");
    }

    @Test
    void whatTheGuardKeepsClosedIsToldWithTheWayToOpenIt() {
        assertThat(spoken.run("fetch", "-o", out.toString(), url("a"))).isEqualTo(1);
        assertThat(spoken.err()).contains("host_denied 1", "--allow CIDR:PORT");
        assertThat(origin.accepted()).isZero();
    }

    @Test
    void quietSaysNothing() {
        assertThat(fetch(url("bad"), "--quiet")).isEqualTo(1);
        assertThat(spoken.err()).isEmpty();
    }

    @Test
    void loopsCarryTheJobIfTheyAreAskedTo() throws IOException {
        int code = fetch(url("a"), "--backend=loop");
        assertThat(code).as("%s%n%s", records(), spoken.err()).isZero();
        assertThat(records().getFirst().path("effective").path("backend").asText())
                .isEqualTo("loop");
    }

    @Test
    void byteOrderMarkIsRefused() throws IOException {
        Path file = lines("bom.txt", "\ufeff" + url("a"));
        assertThat(fetch("-f", file.toString())).isEqualTo(2);
        assertThat(spoken.err()).contains("byte order mark");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "#x",
                "-f /is/not/there",
                "-f .",
                "--concurrency=0 x",
                "--concurrency=x x",
                "--timeout=5 x",
                "--policy=never x",
                "--policy=tolerate x",
                "--allow=x x",
                "--input-format=csv x",
                "--expect-status=9xx x",
                "--nonsense x"
            })
    void wrongUsageIsTwoWithAHint(String arguments) {
        assertThat(fetch(arguments.isEmpty() ? new String[0] : arguments.split(" ")))
                .isEqualTo(2);
        assertThat(spoken.err()).startsWith("corral: ").endsWith("Try 'corral fetch --help'.\n");
        assertThat(out).doesNotExist();
    }
}
