package dev.corral.server.listing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.corral.server.Api;
import dev.corral.server.RawClient;
import dev.corral.server.RawOrigin;
import dev.corral.server.Records;
import dev.corral.server.RunningServer;
import dev.corral.server.guard.AllowRule;
import dev.corral.server.walk.Root;
import dev.corral.server.walk.Roots;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Jobs whose items stand in a file below a root.
final class FileInputTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private RawOrigin origin;
    private RunningServer server;

    @BeforeEach
    void open() throws Exception {
        origin = RawOrigin.answering(RawOrigin.ok("x"));
        server = RunningServer.with(config -> config.with(new Roots(List.of(new Root("lists", folder))))
                .withAllow(List.of(AllowRule.parse("127.0.0.1/32:" + origin.port()))));
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        origin.close();
    }

    private Records run(String from) throws Exception {
        return server.run("{'kind':'fetch','items_from':" + from + "}");
    }

    private RawClient.Answer refused(String document) throws Exception {
        try (RawClient client = server.client()) {
            RawClient.Answer answer = client.postJob(document).answer();
            assertThat(answer.status()).as(answer.body()).isEqualTo(422);
            return answer;
        }
    }

    private static String kind(JsonNode item) {
        return item.path("error").path("kind").asText(item.path("outcome").asText());
    }

    @Test
    void linesOfTextAreItemsCommentsAsideAndABadOneFailsAlone() throws Exception {
        Files.writeString(
                folder.resolve("urls.txt"), "# mine\n" + origin.url() + "a\r\n\nnonsense\n" + origin.url() + "b");
        Records records = run("{'root':'lists','path':'urls.txt'}");
        assertThat(List.of(kind(records.item(0)), kind(records.item(1)), kind(records.item(2))))
                .containsExactly("ok", "invalid", "ok");
        assertThat(records.end().path("counts").path("total").asInt()).isEqualTo(3);
    }

    @Test
    void linesOfJsonAreItemsByTheNameOfTheFileOrByFormat() throws Exception {
        Files.createDirectories(folder.resolve("of/may"));
        String item = "{\"id\":\"m1\",\"url\":\"" + origin.url() + "\"}\n";
        Files.writeString(folder.resolve("of/may/items.ndjson"), item);
        Files.writeString(folder.resolve("items"), item);
        assertThat(run("{'root':'lists','path':'of/may/items.ndjson'}")
                        .item(0)
                        .path("id")
                        .asText())
                .isEqualTo("m1");
        assertThat(run("{'root':'lists','path_uri':'%69tems','format':'ndjson'}")
                        .item(0)
                        .path("id")
                        .asText())
                .isEqualTo("m1");
    }

    @Test
    void aFileOfManyPiecesIsReadToItsEnd() throws Exception {
        int count = 20_000;
        Files.writeString(
                folder.resolve("many.txt"),
                IntStream.range(0, count).mapToObj(i -> "not a url " + i).collect(Collectors.joining("\n")),
                StandardCharsets.UTF_8);
        assertThat(Files.size(folder.resolve("many.txt"))).isGreaterThan(256 * 1024);
        Records records = run("{'root':'lists','path':'many.txt'}");
        assertThat(records.end().path("counts").path("failed").asInt()).isEqualTo(count);
    }

    @Test
    void aDetachedJobTakesTheFileIn() throws Exception {
        Files.writeString(folder.resolve("urls.txt"), origin.url() + "\n" + origin.url() + "\n");
        Api api = new Api(server.port());
        String id = api.detach("{\"kind\":\"fetch\",\"items_from\":{\"root\":\"lists\",\"path\":\"urls.txt\"}}");
        Files.delete(folder.resolve("urls.txt"));
        assertThat(api.ended(id).path("counts").path("ok").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'root':'lists','path':'absent.txt'} | #/items_from/path | not_found",
                "{'root':'lists','path':'../x'}       | #/items_from/path | path_denied",
                "{'root':'lists','path':'/etc/passwd'}| #/items_from/path | path_denied",
                "{'root':'lists','path':'folder'}     | #/items_from/path | not_found",
                "{'root':'lists','path':''}           | #/items_from/path | not_found",
                "{'root':'lists','path':'link.txt'}   | #/items_from/path | path_denied",
                "{'root':'lists','path':'linked/a'}   | #/items_from/path | path_denied",
                "{'root':'lists','path':'bom.txt'}    | #/items_from      | characters",
                "{'root':'other','path':'a'}          | #/items_from/root | unknown_root",
                "{'root':'lists'}                     | #/items_from/path | required",
                "{'root':'lists','path':'a','at':1}   | #/items_from/at   | unknown_field",
                "['urls.txt']                         | #/items_from      | type",
            })
    void whatIsNoFileBelowARootIsRefusedWithItsPlace(String from, String pointer, String code) throws Exception {
        Files.createDirectories(folder.resolve("folder"));
        Files.writeString(folder.resolve("bom.txt"), "\uFEFFhttp://a.test/");
        Files.createSymbolicLink(folder.resolve("link.txt"), folder.resolve("bom.txt"));
        Files.createSymbolicLink(folder.resolve("linked"), folder.resolve("folder"));
        RawClient.Answer answer = refused("{'kind':'fetch','items_from':" + from + "}");
        JsonNode error = JSON.readTree(answer.body()).path("errors").path(0);
        assertThat(List.of(error.path("pointer").asText(), error.path("code").asText()))
                .as(answer.body())
                .containsExactly(pointer, code);
        assertThat(answer.body()).doesNotContain(folder.toString());
    }

    @Test
    void itemsAndAFileDoNotGoTogether() throws Exception {
        assertThat(refused("{'kind':'fetch','items':[],'items_from':{'root':'lists','path':'a'}}")
                        .body())
                .contains("conflict");
    }

    @Test
    void validationReadsTheFileAndSendsNothing() throws Exception {
        Files.writeString(folder.resolve("urls.txt"), origin.url() + "\nnonsense\n");
        try (RawClient client = server.client()) {
            RawClient.Answer answer = client.post(
                            "/v1/jobs/validate",
                            "application/json",
                            "{\"kind\":\"fetch\",\"items_from\":{\"root\":\"lists\",\"path\":\"urls.txt\"}}")
                    .answer();
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(JSON.readTree(answer.body()).path("items").asInt()).isEqualTo(2);
            assertThat(JSON.readTree(answer.body()).path("refused")).hasSize(1);
        }
        assertThat(origin.heads()).isEmpty();
    }
}
