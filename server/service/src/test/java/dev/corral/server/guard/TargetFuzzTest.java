package dev.corral.server.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What holds for every input, tried on 10,000 random ones from one seed (S1).
class TargetFuzzTest {
    private static final int ROUNDS = 10_000;
    private static final List<String> PIECES = List.of(
            "http",
            "https",
            "HTTP",
            "file",
            ":",
            ":",
            "//",
            "//",
            "/",
            "\\",
            "@",
            "?",
            "#",
            "[",
            "]",
            "::",
            "::1",
            ".",
            "..",
            "a",
            "a.test",
            "A-b",
            "_",
            "-",
            "xn--",
            "xn--bcher-kva",
            "é",
            "ß",
            "İ",
            "１",
            "。",
            "\u212a",
            "💥",
            "\ud83d",
            "\udca5",
            "\u0301",
            "127.0.0.1",
            "0x7f",
            "1",
            "0",
            "255",
            "256",
            "65535",
            "ffff:",
            "fe80",
            "%25",
            "%",
            "%4",
            "%2F",
            "%0d%0a",
            "\r\n",
            "\0",
            "\t",
            " ",
            "\u00a0",
            "\u2028",
            "Ċ",
            "<",
            "\"",
            "|",
            "&x=1",
            "+",
            ";",
            "~",
            ":80",
            ":8080",
            "u:p@");

    private final RandomGenerator random = new Random(20_251_122);

    @Test
    void whateverIsTakenParsesToItself() {
        inputs().forEach(url -> {
            if (Target.parse(url) instanceof Parsed.Ok(Target target)) {
                assertThat(Target.parse(target.url())).as(url).isEqualTo(new Parsed.Ok(target));
            }
        });
    }

    @Test
    void nothingTakenHoldsACharacterThatEndsOrBendsARequest() {
        inputs().forEach(url -> {
            if (Target.parse(url) instanceof Parsed.Ok(Target target)) {
                assertThat(target.requestTarget())
                        .as(url)
                        .matches("/(?:[!$&'()*+,;=:@/?A-Za-z0-9._~-]|%[0-9A-Fa-f]{2})*");
                assertThat(target.host().bracketed()).as(url).matches("[a-z0-9._-]+|\\[[0-9a-f:]+]");
                assertThat(target.port()).as(url).isBetween(1, Ports.MAX);
            }
        });
    }

    @Test
    void anotherParserReadsTheSamePartsInWhatIsSent() {
        inputs().forEach(url -> {
            if (Target.parse(url) instanceof Parsed.Ok(Target target)) {
                URI uri = URI.create(target.url());
                String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
                assertThat(uri.getRawAuthority()).as(url).isEqualTo(target.authority());
                assertThat(uri.getRawPath() + query).as(url).isEqualTo(target.requestTarget());
                assertThat(uri.getRawFragment()).as(url).isNull();
            }
        });
    }

    /// S3: neither the JDK's strict reading of address literals nor its lenient one sees an address in a name.
    @Test
    void noNameIsAnAddressToAnyone() {
        inputs().forEach(url -> {
            if (Target.parse(url) instanceof Parsed.Ok(Target(var _, Host.Name(String name), var _, var _))) {
                assertThatThrownBy(() -> InetAddress.ofLiteral(name)).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> Inet4Address.ofPosixLiteral(name))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        });
    }

    @Test
    void bothAnswersOccur() {
        assertThat(inputs().filter(url -> Target.parse(url) instanceof Parsed.Ok))
                .hasSizeBetween(ROUNDS / 50, ROUNDS / 2);
    }

    /// Half of the inputs start like a URL, so that the parser is reached in its depth.
    private Stream<String> inputs() {
        return Stream.generate(() -> (random.nextBoolean() ? "http://a" : "") + pieces(random.nextInt(8)))
                .limit(ROUNDS);
    }

    private String pieces(int count) {
        return Stream.generate(() -> PIECES.get(random.nextInt(PIECES.size())))
                .limit(count)
                .collect(Collectors.joining());
    }
}
