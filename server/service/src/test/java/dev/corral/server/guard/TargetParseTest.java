package dev.corral.server.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What well-formed URLs are taken apart into (S1).
class TargetParseTest {
    @Test
    void takesAUrlApart() {
        Target target = Targets.ok("https://Example.TEST:8443/a/b?x=1&y=2#part");
        assertThat(target).isEqualTo(new Target(Scheme.HTTPS, new Host.Name("example.test"), 8443, "/a/b?x=1&y=2"));
        assertThat(target.literal()).isNull();
        assertThat(target.originKey()).isEqualTo("https://example.test:8443");
        assertThat(target.authority()).isEqualTo("example.test:8443");
        assertThat(target.url()).isEqualTo("https://example.test:8443/a/b?x=1&y=2");
    }

    @ParameterizedTest
    @CsvSource({
        "http://a.test,           http://a.test:80,   a.test,      /",
        "HTTP://A.test?q,         http://a.test:80,   a.test,      /?q",
        "http://a.test#f,         http://a.test:80,   a.test,      /",
        "https://a.test/#f?x,     https://a.test:443, a.test,      /",
        "https://a.test:443/,     https://a.test:443, a.test,      /",
        "https://a.test:80/,      https://a.test:80,  a.test:80,   /",
        "http://a.test:65535//x,  http://a.test:65535, a.test:65535, //x",
        "http://a_b.test/?a?b,    http://a_b.test:80, a_b.test,    /?a?b",
        "http://r3---sn.a.test/,  http://r3---sn.a.test:80, r3---sn.a.test, /",
        "http://1a.test/u@h:p,    http://1a.test:80,  1a.test,     /u@h:p",
        "http://[2606:4700::ABCD]:8080/, http://[2606:4700::abcd]:8080, [2606:4700::abcd]:8080, /",
        "http://8.8.8.8/,         http://8.8.8.8:80,  8.8.8.8,     /",
    })
    void givesOriginAuthorityAndRequestTarget(String url, String origin, String authority, String requestTarget) {
        Target target = Targets.ok(url);
        assertThat(target.originKey()).isEqualTo(origin);
        assertThat(target.authority()).isEqualTo(authority);
        assertThat(target.requestTarget()).isEqualTo(requestTarget);
    }

    @ParameterizedTest
    @CsvSource({
        "/a/../b/./c,      /a/../b/./c",
        "/%7euser/%2F%2e,  /%7euser/%2F%2e",
        "/%0d%0aX,         /%0d%0aX",
        "/é?ü=ß,           /%C3%A9?%C3%BC=%C3%9F",
        "/💥,              /%F0%9F%92%A5",
        "/ĊX,              /%C4%8AX",
        "/<a>{b}[c]^d`|,   /%3Ca%3E%7Bb%7D%5Bc%5D%5Ed%60%7C",
        "'/a''b;c,d',      '/a''b;c,d'",
        "/a\u2028b\u00a0c, /a%E2%80%A8b%C2%A0c",
    })
    void encodesOnlyWhatMustBe(String given, String sent) {
        assertThat(Targets.ok("http://a.test" + given).requestTarget()).isEqualTo(sent);
    }

    @Test
    void givesAddressesInUrlsAsLiterals() throws Exception {
        assertThat(Targets.ok("http://8.8.4.4/").literal())
                .isEqualTo(InetAddress.getByAddress(new byte[] {8, 8, 4, 4}));
        assertThat(Targets.ok("http://[2606:4700::1111]/").host().text()).isEqualTo("2606:4700::1111");
        assertThat(Targets.ok("http://[2606:4700::1111]/").literal()).isNotNull();
    }

    @Test
    void givesIpv4MappedIntoIpv6TheOriginOfIpv4() {
        assertThat(Targets.ok("http://[::ffff:8.8.8.8]/")).isEqualTo(Targets.ok("http://8.8.8.8/"));
        assertThat(Targets.ok("http://[::ffff:808:808]/")).isEqualTo(Targets.ok("http://8.8.8.8/"));
    }

    @Test
    void takesTheLongestUrlAndNoLonger() {
        String longest = "http://a.test/" + "x".repeat(Target.MAX_URL_LENGTH - "http://a.test/".length());
        assertThat(Targets.ok(longest).url()).isEqualTo(longest);
        Targets.assertRefused(longest + "x", Refusal.Code.TOO_LONG);
    }

    @Test
    void countsTheLengthAfterEncodingToo() {
        Targets.assertRefused("http://a.test/" + "é".repeat(2_000), Refusal.Code.TOO_LONG);
    }

    @Test
    void cannotBeBuiltUnsafely() {
        Host host = new Host.Name("a.test");
        assertThatThrownBy(() -> new Target(Scheme.HTTP, host, 0, "/")).hasMessageContaining("port: 0");
        assertThatThrownBy(() -> new Target(Scheme.HTTP, host, 80, "/a\r\nX: 1"))
                .hasMessageContaining("requestTarget");
        assertThatThrownBy(() -> new Target(Scheme.HTTP, host, 80, "a")).hasMessageContaining("requestTarget");
        assertThatThrownBy(() -> new Target(Scheme.HTTP, host, 80, "/%4")).hasMessageContaining("requestTarget");
        assertThatThrownBy(() -> new Host.Name("a.test\r\nX: 1")).hasMessageContaining("host");
    }
}
