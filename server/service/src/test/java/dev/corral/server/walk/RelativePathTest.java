package dev.corral.server.walk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/// S13.
final class RelativePathTest {
    private static String uriOf(ParsedPath parsed) {
        return switch (parsed) {
            case ParsedPath.Ok(RelativePath path) -> path.uri();
            case ParsedPath.Refused(WalkError error) -> "refused: " + error.kind();
        };
    }

    @ParameterizedTest
    @NullAndEmptySource
    void nothingIsTheRoot(String text) {
        assertThat(RelativePath.parse(text)).isEqualTo(new ParsedPath.Ok(RelativePath.ROOT));
        assertThat(RelativePath.parseUri(text)).isEqualTo(new ParsedPath.Ok(RelativePath.ROOT));
    }

    @ParameterizedTest
    @CsvSource({
        "a/b,a/b",
        "a b,a%20b",
        "ä.md,%C3%A4.md",
        "..%2fetc,..%252fetc",
        "%2e%2e,%252e%252e",
        "a/...,a/...",
        "-rf,-rf",
        "~,~",
        "C:,C%3A"
    })
    void plainTextStandsForItself(String text, String uri) {
        assertThat(uriOf(RelativePath.parse(text))).isEqualTo(uri);
    }

    @ParameterizedTest
    @CsvSource({"a/b,a/b", "%61,a", "a%ff%FE,a%FF%FE", "a:b@c,a%3Ab%40c", "%252e%252e,%252e%252e", "%c3%a4,%C3%A4"})
    void percentEncodedBytesAreDecodedOnceAndExactly(String text, String uri) {
        assertThat(uriOf(RelativePath.parseUri(text))).isEqualTo(uri);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/etc",
                "..",
                "../x",
                "a/../../x",
                "a/..",
                ".",
                "./a",
                "a/.",
                "a//b",
                "a/",
                "//",
                "a\u0000b",
                "a\\b",
                "..\\x",
                "a\nb",
                "\u001b[0m",
                "a\u007f",
                "a\u0085b",
                "a\ud800b"
            })
    void plainTextThatCouldLeadElsewhereIsRefusedInOneWording(String text) {
        assertThat(RelativePath.parse(text)).isEqualTo(new ParsedPath.Refused(WalkError.PATH_REFUSED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc",
                "..",
                "%2e%2e",
                "%2E.",
                "a/%2e",
                "%2fetc",
                "..%2fetc",
                "a%2Fb",
                "%5c",
                "%00",
                "a%0Ab",
                "%1b",
                "%7f",
                "%c2%85",
                "a//b",
                "a/",
                "%",
                "%4",
                "%zz",
                "%+1",
                "a b",
                "ä",
                "a?b",
                "a#b",
                "a\\b"
            })
    void encodedTextThatCouldLeadElsewhereIsRefusedInOneWording(String text) {
        assertThat(RelativePath.parseUri(text)).isEqualTo(new ParsedPath.Refused(WalkError.PATH_REFUSED));
    }

    @Test
    void aNameHolds255BytesAndNoMore() {
        assertThat(RelativePath.parse("a".repeat(255))).isInstanceOf(ParsedPath.Ok.class);
        assertThat(RelativePath.parse("a".repeat(256))).isInstanceOf(ParsedPath.Refused.class);
        assertThat(RelativePath.parse("ä".repeat(128))).isInstanceOf(ParsedPath.Refused.class);
        assertThat(RelativePath.parseUri("%ff".repeat(255))).isInstanceOf(ParsedPath.Ok.class);
        assertThat(RelativePath.parseUri("%ff".repeat(256))).isInstanceOf(ParsedPath.Refused.class);
    }

    @Test
    void aPathHolds4096BytesAndNoMore() {
        assertThat(RelativePath.parse("a/".repeat(2047) + "ab")).isInstanceOf(ParsedPath.Ok.class);
        assertThat(RelativePath.parse("a/".repeat(2048) + "a")).isInstanceOf(ParsedPath.Refused.class);
        assertThat(RelativePath.parse("/".repeat(10_000_000))).isInstanceOf(ParsedPath.Refused.class);
    }

    @Test
    void theRefusalDoesNotRepeatThePath() {
        assertThat(WalkError.PATH_REFUSED.kind()).isEqualTo(WalkError.Kind.PATH_DENIED);
        assertThat(RelativePath.parse("../secret").toString()).doesNotContain("secret");
    }

    @Test
    void whatUriWritesParseUriReads() {
        ParsedPath parsed = RelativePath.parse("a b/ü%2f/[x]");
        assertThat(RelativePath.parseUri(uriOf(parsed))).isEqualTo(parsed);
    }
}
