package dev.corral.server.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.guard.Parsed;
import dev.corral.server.guard.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How a `Location` is resolved.
final class ReferenceTest {
    private static final Target BASE = ((Parsed.Ok) Target.parse("http://a.test/b/c/d?q")).target();

    private static Parsed resolve(String reference) {
        return Reference.resolve(BASE, reference);
    }

    /// From RFC 3986, section 5.4.
    @ParameterizedTest
    @CsvSource({
        "g,/b/c/g",
        "./g,/b/c/g",
        "g/,/b/c/g/",
        "/g,/g",
        "?y,/b/c/d?y",
        "g?y,/b/c/g?y",
        "g#s,/b/c/g",
        "'',/b/c/d?q",
        "#s,/b/c/d?q",
        ".,/b/c/",
        "./,/b/c/",
        "..,/b/",
        "../g,/b/g",
        "../..,/",
        "../../g,/g",
        "../../../g,/g",
        "/./g,/g",
        "/../g,/g",
        "g.,/b/c/g.",
        "..g,/b/c/..g",
        "./../g,/b/g",
        "g/./h,/b/c/g/h",
        "g/../h,/b/c/h",
        "g;x=1/../y,/b/c/y",
        "g?y/../x,/b/c/g?y/../x",
        "g#s/../x,/b/c/g"
    })
    void relativeReferencesAreResolved(String reference, String expected) {
        assertThat(resolve(reference)).isEqualTo(Target.parse("http://a.test" + expected));
    }

    @Test
    void othersNameTheirHost() {
        assertThat(resolve("//b.test/x")).isEqualTo(Target.parse("http://b.test/x"));
        assertThat(resolve("HTTPS://b.test:8443/x")).isEqualTo(Target.parse("https://b.test:8443/x"));
    }

    @Test
    void bytesBeyondAsciiAreUtf8() {
        assertThat(resolve("/\u00c3\u00a4")).isEqualTo(Target.parse("http://a.test/%C3%A4"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "gopher://x",
                "javascript:alert(1)",
                "http:/x",
                "http:x",
                "http://u:p@b.test/",
                "//u:p@b.test/",
                "http://2130706433/",
                "http:///x",
                "//",
                "///x",
                "/a b",
                "/a\\b",
                "\\\\b.test/",
                "/a\u0000b",
                "http://b.test:0/",
                "/%zz"
            })
    void whatIsNoUrlToFetchIsRefused(String reference) {
        assertThat(resolve(reference)).isInstanceOf(Parsed.Refused.class);
    }
}
