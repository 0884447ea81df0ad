package dev.corral.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.guard.Refusal.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is refused before anything is resolved (S1, S2, S3).
class TargetRefusalTest {
    /// S1: nothing that ends a request line or that other parsers read in their own way.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "//a.test/",
                "a.test",
                "a.test/x:y",
                "?http://a.test",
                "#",
                "http:",
                "http:/",
                "http:a.test",
                "http:/a.test/",
                "http:/\\a.test",
                "http:\\\\a.test",
                "http://a.test\\@127.0.0.1/",
                "http://a.test/\\x",
                "http://a.test/a\r\nX: 1",
                "http://a.test/a\nb",
                "http://a.test/a\0",
                "http://a.test/a\tb",
                "ht\ttp://a.test/",
                "http://a.te\tst/",
                "http://a.test/a b",
                " http://a.test/",
                "http://a.test/ ",
                "http://a.test:80 /",
                "http://a.test/\u007f",
                "http://a.test/\u0085",
                "http://a.test/#a b",
                "http://a.test/%",
                "http://a.test/%4",
                "http://a.test/%zz",
                "http://a.test/%%41",
                "http://a.test/?%1",
                "http://a.test/%１１",
                "http://a.test/\ud83d",
                "http://a.test/\udca5",
                "http://a.test/\ud83d/",
            })
    void refusesWhatIsNoUrl(String url) {
        Targets.assertRefused(url, Code.BAD_URL);
    }

    /// S2.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "gopher://x",
                "ftp://a.test/",
                "ws://a.test/",
                "javascript:alert(1)",
                "a.test:80/",
                "httpſ://a.test/",
                "h%74tp://a.test/",
                "\ufeffhttp://a.test/",
                "http\u200b://a.test/",
                ":",
                "://a.test/",
                "ｈttp://a.test/",
            })
    void refusesOtherSchemes(String url) {
        Targets.assertRefused(url, Code.BAD_SCHEME);
    }

    /// S2: and no part of it comes back.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://u:s3cret@a.test/", "http://s3cret@a.test/", "http://@a.test/", "http://:@a.test/",
                "http://a.test@127.0.0.1/", "http://a.test:80@127.0.0.1:80/", "http://u:s3cret@[::1]/",
                        "http://[u:s3cret@::1]/",
                "http://a@b@c/", "http://[::1]@a.test/",
            })
    void refusesUserinfo(String url) {
        Targets.assertRefused(url, Code.USERINFO);
        assertThat(Targets.refused(url).detail()).doesNotContain("s3cret");
    }

    /// S2: a password may stand where a careless writer broke the URL.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://u:s3cret/x@a.test/",
                "s3cret:x@a.test",
                "http://u:s3cret?@a.test/",
                "http:u:s3cret@a.test/",
                "s3cret@a.test",
                "http://s3cret\\@a.test/",
                "http://s3 cret@a.test/",
                "http://[s3cret]/",
                "http://s3cret!.test/",
            })
    void repeatsNothingOfABrokenUrl(String url) {
        assertThat(Targets.refused(url).detail()).doesNotContain("s3cret").doesNotContain("s3 cret");
    }

    /// S2.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://a.test:0/",
                "http://a.test:65536/",
                "http://a.test:99999999999999999999/",
                "http://a.test:080/",
                "http://a.test:+80/",
                "http://a.test:-80/",
                "http://h:80:90/",
                "http://a.test:/",
                "http://a.test:0x50/",
                "http://a.test:８０/",
                "http://a.test:8%30/",
                "http://[::1]:/",
                "http://[2606:4700::1111]:00/",
                "http://::1/x",
                "http://a.test::80/",
                "http://fe80::1/",
            })
    void refusesPortsThatAreNoPlainNumber(String url) {
        assertThat(Targets.refused(url).code()).as(url).isIn(Code.BAD_PORT, Code.BAD_HOST);
    }

    @Test
    void tellsABadPortFromABadHost() {
        Targets.assertRefused("http://a.test:0/", Code.BAD_PORT);
        Targets.assertRefused("http://a.test:+80/", Code.BAD_PORT);
        Targets.assertRefused("http://h:80:90/", Code.BAD_PORT);
        Targets.assertRefused("http://::1/", Code.BAD_HOST);
    }

    /// A 100 KB URL and a 300-label host cost no more than a look at their length.
    @Test
    void refusesWhatIsTooLong() {
        Targets.assertRefused("http://a.test/" + "a".repeat(100_000), Code.TOO_LONG);
        Targets.assertRefused("\0".repeat(50_000_000), Code.TOO_LONG);
        Targets.assertRefused("http://" + "a.".repeat(300) + "test/", Code.BAD_HOST);
    }

    /// S12: the refusals of targets say which kind of item error they are.
    @Test
    void saysWhichItemErrorItIs() {
        assertThat(Code.values())
                .filteredOn(code -> new Refusal(code, "").kind() == Refusal.Kind.HOST_DENIED)
                .containsExactly(Code.PORT_DENIED, Code.ADDRESS_DENIED);
        assertThat(Refusal.Kind.HOST_DENIED.wireName()).isEqualTo("host_denied");
        assertThat(Code.NUMERIC_HOST.wireName()).isEqualTo("numeric_host");
    }
}
