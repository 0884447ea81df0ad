package dev.corral.server.listing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.corral.server.RawClient;
import dev.corral.server.Records;
import dev.corral.server.RunningServer;
import dev.corral.server.walk.Root;
import dev.corral.server.walk.Roots;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Jobs that list folders, through the API.
final class ListJobTest {
    @TempDir
    private Path folder;

    private RunningServer server;

    @BeforeEach
    void open() throws Exception {
        server = RunningServer.with(config -> config.with(new Roots(List.of(new Root("docs", folder)))));
    }

    @AfterEach
    void close() throws Exception {
        server.close();
    }

    private Records list(String item) throws Exception {
        return server.run("{'kind':'list','items':[" + item + "]}");
    }

    private static List<String> paths(Records records) {
        return records.ofType("entry").stream()
                .map(entry -> entry.path("path_uri").asText())
                .sorted()
                .toList();
    }

    @Test
    void everyEntryIsTold() throws Exception {
        Files.createDirectories(folder.resolve("a/b"));
        Files.writeString(folder.resolve("a/b/c.md"), "hello");
        Records records = list("'docs'");
        assertThat(paths(records)).containsExactly("a", "a/b", "a/b/c.md");
        JsonNode item = records.item(0);
        assertThat(item.path("outcome").asText()).isEqualTo("ok");
        assertThat(item.path("entries").asInt()).isEqualTo(3);
        assertThat(item.path("entry_errors").asInt()).isZero();
    }

    @Test
    void namesThatAreNastyAreOneLineEach() throws Exception {
        Files.writeString(folder.resolve("a\n\"b\u001b"), "");
        assertThat(paths(list("'docs'"))).containsExactly("a%0A%22b%1B");
    }

    @Test
    void globsAndDepthAreHeeded() throws Exception {
        Files.createDirectories(folder.resolve("a/b"));
        Files.writeString(folder.resolve("x.md"), "");
        Files.writeString(folder.resolve("a/y.md"), "");
        Files.writeString(folder.resolve("a/b/z.md"), "");
        assertThat(paths(list("{'root':'docs','glob':'**/*.md'}"))).containsExactly("a/b/z.md", "a/y.md", "x.md");
        assertThat(paths(list("{'root':'docs','recursive':false}"))).containsExactly("a", "x.md");
        assertThat(paths(list("{'root':'docs','path':'a','recursive':false}"))).containsExactly("a/b", "a/y.md");
    }

    @Test
    void moreThanAllowedIsAFailureThatToldItsShare() throws Exception {
        for (int i = 0; i < 20; i++) {
            Files.writeString(folder.resolve("f" + i), "");
        }
        Records records = list("{'root':'docs','max_entries':7}");
        assertThat(records.ofType("entry")).hasSize(7);
        assertThat(records.item(0).path("error").path("kind").asText()).isEqualTo("limit_entries");
    }

    @Test
    void aWalkThatTakesTooLongIsAFailureThatToldItsShare() throws Exception {
        for (int i = 0; i < 200; i++) {
            Files.createDirectories(folder.resolve("a" + i + "/b/c/d"));
        }
        Records records = list("{'root':'docs','timeout_ms':1}");
        assertThat(records.item(0).path("error").path("kind").asText()).isEqualTo("timeout_total");
        assertThat(records.item(0).path("entries").asInt())
                .isEqualTo(records.ofType("entry").size())
                .isLessThan(800);
        assertThat(list("{'root':'docs','timeout_ms':60000}")
                        .item(0)
                        .path("outcome")
                        .asText())
                .isEqualTo("ok");
    }

    @Test
    void aFolderThatIsNotThereIsTheItemsFailure() throws Exception {
        assertThat(list("'docs/nowhere'").item(0).path("error").path("kind").asText())
                .isEqualTo("not_found");
    }

    @ParameterizedTest
    @CsvSource({
        "'{''root'':''nowhere''}', #/items/0/root",
        "'{''root'':''docs'',''path'':''../x''}', #/items/0/path",
        "'{''root'':''docs'',''path'':''/etc''}', #/items/0/path",
        "'{''root'':''docs'',''path_uri'':''..%2fetc''}', #/items/0/path_uri",
        "'{''root'':''docs'',''glob'':''[''}', #/items/0/glob",
        "'{''root'':''docs'',''max_depth'':129}', #/items/0/max_depth",
        "'{''root'':''docs'',''links'':''follow''}', #/items/0/links"
    })
    void whatCannotBeListedIsRefusedWithItsPointer(String item, String pointer) throws Exception {
        try (RawClient client = server.client()) {
            RawClient.Answer answer =
                    client.postJob("{'kind':'list','items':[" + item + "]}").answer();
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.body()).contains("\"" + pointer + "\"").doesNotContain(folder.toString());
        }
    }

    @Test
    void aReaderThatLeavesStopsTheWalk() throws Exception {
        for (int i = 0; i < 3000; i++) {
            Files.writeString(folder.resolve("f" + i), "");
        }
        try (RawClient client = server.client()) {
            client.postJob("{'kind':'list','items':[" + "'docs',".repeat(199) + "'docs']}");
            client.line();
            client.reset();
        }
        server.awaitIdle();
        assertThat(server.metric("corral_limiter_borrowed{limiter=\"walk\"}")).isZero();
    }
}
