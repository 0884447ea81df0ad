package dev.corral.server.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// S16: names that are not UTF-8 survive, in any locale.
final class WalkNamesTest {
    @TempDir
    Path folder;

    @TempDir
    Path classes;

    /// By a shell, so that the bytes are not those that the code under test would make.
    @BeforeEach
    void plant() throws IOException, InterruptedException {
        OtherProcess.shell(folder, """
            mkdir "$(printf 'd\\377')"
            touch "$(printf 'd\\377/a\\377\\376b')" "$(printf '\\303\\244')" "$(printf 'l\\nq"e\\033[31m')" 'a b%2f\\'
            """);
    }

    /// A JVM in the POSIX locale cannot name, and so cannot delete, what was planted.
    @AfterEach
    void dig() throws IOException, InterruptedException {
        OtherProcess.shell(folder, "rm -rf ./*");
    }

    @Test
    void pathsAreExactAndNamesReadable() {
        Listing listing = Listing.of(folder);
        assertThat(listing.paths())
                .containsExactlyInAnyOrder("d%FF", "d%FF/a%FF%FEb", "%C3%A4", "l%0Aq%22e%1B%5B31m", "a%20b%252f%5C");
        assertThat(listing.entry("d%FF/a%FF%FEb").name()).isEqualTo("a\ufffd\ufffdb");
        assertThat(listing.entry("%C3%A4").name()).isEqualTo("ä");
        assertThat(listing.entry("l%0Aq%22e%1B%5B31m").name()).isEqualTo("l\nq\"e\u001b[31m");
        assertThat(listing.entry("a%20b%252f%5C").name()).isEqualTo("a b%2f\\");
    }

    @Test
    void aFolderWithSuchANameCanBeListedByItsPathUri() {
        ParsedPath parsed = RelativePath.parseUri("d%FF");
        assertThat(parsed).isInstanceOfSatisfying(ParsedPath.Ok.class, ok -> {
            WalkOpening opening = Walk.open(new Root("r", folder), ok.path(), WalkOptions.DEFAULT);
            assertThat(opening)
                    .isInstanceOfSatisfying(
                            WalkOpening.Opened.class,
                            opened -> assertThat(Listing.of(opened.walk()).paths())
                                    .containsExactly("d%FF/a%FF%FEb"));
        });
    }

    @Test
    void globsSeeTheReplacementOfWhatIsNotUtf8() {
        WalkOptions options = WalkOptions.DEFAULT.withGlob(Glob.compile("a??b"));
        assertThat(Listing.of(folder, options).paths()).containsExactly("d%FF/a%FF%FEb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "POSIX", "C.UTF-8"})
    void theLocaleChangesNothing(String locale) throws IOException, InterruptedException {
        ProcessBuilder lister = OtherProcess.lister(List.of(), classes, folder);
        lister.environment().put("LC_ALL", locale);
        assertThat(OtherProcess.output(lister))
                .containsExactlyInAnyOrder(
                        "d%FF DIR - d%EF%BF%BD",
                        "d%FF/a%FF%FEb FILE - a%EF%BF%BD%EF%BF%BDb",
                        "%C3%A4 FILE - %C3%A4",
                        "l%0Aq%22e%1B%5B31m FILE - l%0Aq%22e%1B%5B31m",
                        "a%20b%252f%5C FILE - a%20b%252f%5C");
    }

    @Test
    void whatALocaleCannotWriteCanBeNamed() {
        assertThat(new FileName("a%FF%2E").path().toUri().getRawPath()).endsWith("/a%FF.");
        assertThat(Files.exists(folder.resolve(new FileName("d%FF").path()))).isTrue();
    }
}
