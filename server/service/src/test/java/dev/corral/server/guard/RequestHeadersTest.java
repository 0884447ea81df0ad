package dev.corral.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.guard.Refusal.Code;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The headers that callers may set (S8).
class RequestHeadersTest {
    @Test
    void takesOrdinaryHeaders() {
        assertThat(RequestHeaders.check(Map.of(
                        "Authorization",
                        "Bearer a.b-c~d",
                        "accept",
                        "*/*; q=0.5",
                        "X-Empty",
                        "",
                        "Cookie",
                        "a=\"b c\"",
                        "x_y",
                        "1")))
                .isNull();
        assertThat(RequestHeaders.check(Map.of())).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "host",
                "HOST",
                "Connection",
                "Keep-Alive",
                "Content-Length",
                "content_length",
                "Transfer-Encoding",
                "TE",
                "Upgrade",
                "Trailer",
                "Expect",
                "Proxy-Authorization",
                "proxy-connection",
                "Forwarded",
                "X-Forwarded-For",
                "x_forwarded_host",
                "Metadata-Flavor",
                "Metadata",
                "X-Google-Metadata-Request",
                "X-aws-ec2-metadata-token",
                "X-aws-ec2-metadata-token-ttl-seconds",
                "HTTP2-Settings",
            })
    void refusesHeadersThatAreNotTheCallers(String name) {
        assertThat(code(Map.of(name, "a"))).isEqualTo(Code.HEADER_DENIED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "a b", "a:", ":path", "a\r\nb", "a\0", "é", "Hoſt", "a,b", "(a)", "a/b", "[a]", "Host ",
                " Host", "a\t"
            })
    void refusesNamesThatAreNoTokens(String name) {
        assertThat(code(Map.of(name, "a"))).isEqualTo(Code.BAD_HEADER);
    }

    /// Folding too; and characters whose low byte is a line's end.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\r\nX: 1",
                "a\r\n b",
                "a\n b",
                "a\rb",
                "a\0b",
                "a\tb",
                "\u007f",
                "\u0085",
                "aĊb",
                "a\u560ab",
                "é",
                " a",
                "a ",
                " "
            })
    void refusesValuesThatAreNotSentAsTheyAre(String value) {
        Refusal refusal = Objects.requireNonNull(RequestHeaders.check("X-A", value));
        assertThat(refusal.code()).isEqualTo(Code.BAD_HEADER);
        assertThat(refusal.detail()).contains("'X-A'").doesNotContain("X: 1");
    }

    @Test
    void refusesTheSameNameInAnotherCase() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Cookie", "a");
        headers.put("cookie", "b");
        assertThat(code(headers)).isEqualTo(Code.BAD_HEADER);
    }

    @Test
    void boundsAllHeadersTogether() {
        int room = RequestHeaders.MAX_BYTES - "X-A: \r\nX-B: \r\n".length();
        assertThat(RequestHeaders.check(Map.of("X-A", "a".repeat(100), "X-B", "b".repeat(room - 100))))
                .isNull();
        assertThat(code(Map.of("X-A", "a".repeat(100), "X-B", "b".repeat(room - 99))))
                .isEqualTo(Code.TOO_LONG);
        assertThat(code(Map.of("X-A", "\0".repeat(10_000_000)))).isEqualTo(Code.TOO_LONG);
        assertThat(code(Map.of("a".repeat(10_000), ""))).isEqualTo(Code.TOO_LONG);
    }

    /// Half of the characters are ordinary, the others anything below U+0200, from one seed.
    @Test
    void nothingThatPassesCanEndALine() {
        Random random = new Random(9_110);
        int passed = 0;
        for (int i = 0; i < 10_000; i++) {
            String value = random.ints(random.nextInt(6), 0, 0x400)
                    .map(c -> c < 0x200 ? c : 'a')
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            if (RequestHeaders.check("X-A", value) == null) {
                passed++;
                assertThat(value.chars()).as(value).allMatch(c -> c >= ' ' && c <= '~');
            }
        }
        assertThat(passed).isBetween(1_000, 9_000);
    }

    private static Code code(Map<String, String> headers) {
        return Objects.requireNonNull(RequestHeaders.check(headers)).code();
    }
}
