package dev.corral.server.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RootTest {
    @TempDir
    Path folder;

    @Test
    void holdsTheRealPath() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real")).toRealPath();
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        assertThat(new Root("docs", link).path()).isEqualTo(real);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "-a", "a/b", "a b", "ä", "a\n"})
    void refusesANameThatIsNoToken(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Root(name, folder))
                .withMessageStartingWith("root name: '" + name + "' must be");
    }

    @Test
    void refusesAFile() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Root("docs", file))
                .withMessage("root docs: '" + file + "' must be a folder");
    }

    @Test
    void refusesWhatIsNotThere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Root("docs", folder.resolve("none")))
                .withMessageContaining("must be an existing folder");
    }

    @Test
    void rootsAreFoundByName() {
        Root docs = new Root("docs", folder);
        Roots roots = new Roots(List.of(docs));
        assertThat(roots.find("docs")).isEqualTo(docs);
        assertThat(roots.find("Docs")).isNull();
        assertThat(roots.names()).containsExactly("docs");
    }

    @Test
    void twoRootsOfOneNameAreRefused() {
        Root docs = new Root("docs", folder);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Roots(List.of(docs, docs)))
                .withMessageContaining("names must differ");
    }
}
