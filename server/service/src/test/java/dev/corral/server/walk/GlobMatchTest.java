package dev.corral.server.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GlobMatchTest {
    private static boolean matches(String pattern, String path) {
        boolean folder = path.endsWith("/");
        return after(pattern, folder ? path.substring(0, path.length() - 1) : path)
                .matches(folder ? EntryType.DIR : EntryType.FILE);
    }

    private static GlobState after(String pattern, String path) {
        GlobState state = Glob.compile(pattern).start();
        for (String name : path.split("/", -1)) {
            state = state.after(name);
        }
        return state;
    }

    @ParameterizedTest
    @CsvSource({
        "*.md, a.md",
        "*.md, a/b/c.md",
        "*.md, .md",
        "a, x/y/a",
        "a?c, abc",
        "a?c, aäc",
        "a?c, a😀c",
        "*, .hidden",
        "/a, a",
        "/*.md, a.md",
        "a/b, a/b",
        "a/*, a/b",
        "a/*/c, a/b/c",
        "**, a",
        "**, a/b/c",
        "**/*.md, a.md",
        "**/*.md, x/y/a.md",
        "a/**, a/b",
        "a/**, a/b/c",
        "a/**/b, a/b",
        "a/**/b, a/x/y/b",
        "**/a/**/b, x/a/b",
        "**/**/a, a",
        "a/**/**/b, a/b",
        "x**y, xzzy",
        "[abc], b",
        "[a-c]x, bx",
        "[!a-c], d",
        "[^a-c], d",
        "[]a], ]",
        "[!]], a",
        "[a-], -",
        "[\\]], ]",
        "[*], *",
        "\\*, *",
        "\\[a], [a]",
        "\\!a, !a",
        "\\a, a",
        "#a, #a",
        "[ä-ö], ö",
        "build/, build/",
        "build/, x/build/",
        "**/, a/b/",
        "a/**/, a/b/",
        "src/*/, src/a/"
    })
    void matchesAsInGitignore(String pattern, String path) {
        assertThat(matches(pattern, path)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "*.md, a.mdx",
        "*.md, A.MD",
        "a, ab",
        "a, a/b",
        "a?c, ac",
        "/a, x/a",
        "/*.md, x/a.md",
        "a/b, x/a/b",
        "a/*, a/b/c",
        "a/*, a",
        "*/b, a/x/b",
        "a/**, a",
        "a/**, b/a",
        "a/**/b, a/x/y/c",
        "x**y, xa/by",
        "[abc], d",
        "[!a-c], b",
        "[a-c], B",
        "\\*, a",
        "a*b, acbd",
        "build/, build",
        "**/, a/b",
        "'*a*a*b', aab/a"
    })
    void doesNotMatchMoreThanGitignore(String pattern, String path) {
        assertThat(matches(pattern, path)).isFalse();
    }

    @Test
    void saysWhenNothingBelowCanMatch() {
        assertThat(after("src/**/x", "src").isAlive()).isTrue();
        assertThat(after("src/**/x", "docs").isAlive()).isFalse();
        assertThat(after("/*.md", "docs").isAlive()).isFalse();
        assertThat(after("*.md", "docs").isAlive()).isTrue();
    }

    @Test
    void hostilePatternsTakeNoLongerThanTheirLengthAllows() {
        String stars = "*a".repeat(127) + "*b";
        String deep = "**/a/".repeat(51) + "b";
        String deepPath = "a/".repeat(5_000) + "a";
        Assertions.assertTimeout(Duration.ofSeconds(2), () -> {
            assertThat(matches(stars, "a".repeat(20_000))).isFalse();
            assertThat(matches("*a*a*a*a*b", "a".repeat(200_000))).isFalse();
            assertThat(matches(deep, deepPath)).isFalse();
            assertThat(matches(stars, "a".repeat(20_000) + "b")).isTrue();
        });
    }
}
