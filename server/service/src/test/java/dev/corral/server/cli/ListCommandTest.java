package dev.corral.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
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
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@Timeout(60)
class ListCommandTest {
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    private final Level level = ROOT.getLevel();
    private final Spoken spoken = new Spoken(Map.of());

    @TempDir
    private Path folder;

    private Path tree;
    private Path out;

    @BeforeEach
    void fill() throws IOException {
        tree = Files.createDirectories(folder.resolve("tree"));
        out = folder.resolve("out");
        Files.createDirectories(tree.resolve("sub/deeper"));
        Files.writeString(tree.resolve("a.md"), "a");
        Files.writeString(tree.resolve("sub/b.md"), "b");
        Files.writeString(tree.resolve("sub/deeper/c.txt"), "c");
    }

    @AfterEach
    void speakAgain() {
        ROOT.setLevel(level);
    }

    private int list(String... arguments) {
        List<String> all = new ArrayList<>(List.of("list", tree.toString(), "-o", out.toString()));
        all.addAll(List.of(arguments));
        return spoken.run(all.toArray(String[]::new));
    }

    private String records() throws IOException {
        return Files.readString(out);
    }

    @Test
    void folderIsListedAsTheServiceListsIt() throws IOException {
        assertThat(list()).isZero();
        assertThat(records())
                .contains("\"path_uri\":\"a.md\"", "\"path_uri\":\"sub/deeper/c.txt\"", "\"size\":1", "\"t\":\"end\"");
        assertThat(spoken.err()).contains("corral list: completed: 1 ok, 5 entries");
    }

    @Test
    void globDepthAndFieldsChoose() throws IOException {
        assertThat(list("--glob", "**/*.md", "--max-depth", "2", "--fields", "type"))
                .isZero();
        assertThat(records()).contains("a.md", "sub/b.md").doesNotContain("c.txt", "\"size\"", "\"mtime\"");
    }

    @Test
    void foldersBelowCanBeLeftOut() throws IOException {
        assertThat(list("--no-recursive")).isZero();
        assertThat(records()).contains("a.md").doesNotContain("b.md");
    }

    @Test
    void tooManyEntriesIsOneUnlessFailuresAreCollected() {
        assertThat(list("--max-entries", "2")).isEqualTo(1);
        assertThat(list("--max-entries", "2", "--policy", "collect")).isZero();
        assertThat(spoken.err()).contains("limit_entries 1");
    }

    @Test
    void folderThatIsNotThereIsTwo() {
        assertThat(spoken.run("list", tree + "/nowhere")).isEqualTo(2);
        assertThat(spoken.err()).contains("must be an existing folder").endsWith("Try 'corral list --help'.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--max-depth=0", "--max-entries=0", "--glob=[", "--fields=owner", "--policy=x", "more"})
    void wrongUsageIsTwo(String argument) {
        assertThat(list(argument)).isEqualTo(2);
        assertThat(out).doesNotExist();
    }
}
