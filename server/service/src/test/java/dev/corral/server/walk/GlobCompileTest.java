package dev.corral.server.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GlobCompileTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~ | names nothing",
                "/ | names nothing",
                "//a | empty name between two slashes",
                "a//b | empty name between two slashes",
                "a// | empty name between two slashes",
                "a/./b | has the name '.'",
                "../a | has the name '..'",
                "[a | opens a class with '[' and does not close it",
                "[ | opens a class",
                "[] | opens a class",
                "[!] | opens a class",
                "[a/b] | in '[a' opens a class",
                "[z-a] | range that ends before it begins: 'z-a'",
                "[[:alpha:]] | write the ranges",
                "[a-\\ | backslash that escapes nothing",
                "a\\ | backslash that escapes nothing",
                "a\\/b | backslash that escapes nothing",
                "!a | write \\! for the character"
            })
    void saysWhatIsWrong(String pattern, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Glob.compile(pattern))
                .withMessageStartingWith("glob: ")
                .withMessageContaining(message);
    }

    @Test
    void takes256CharactersAndNoMore() {
        assertThat(Glob.compile("😀".repeat(256)).toString()).hasSize(512);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Glob.compile("a".repeat(257)))
                .withMessage("glob: has 257 characters, expected at most 256");
    }
}
