package dev.corral.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.guard.Refusal.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which hosts are names, which are addresses, and which are neither (S1, S3).
class TargetHostTest {
    /// S3: nothing that some resolver reads as a number is left to be read.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2130706433",
                "127。0.0.1",
                "0x7f000001",
                "0X7F000001",
                "0177.0.0.1",
                "127.1",
                "127.0.1",
                "0",
                "127.0.0.1.",
                "1.2.3.4.",
                "0x7f.1",
                "0x7f.0.0.1",
                "127.0.0.0x1",
                "0x",
                "a.0x",
                "1.2.3.4.5",
                "256.1.1.1",
                "1.2.3.256",
                "01.2.3.4",
                "1.2.3.04",
                "1.2.3.00",
                "1..2.3",
                ".1.2.3",
                "1.2.3.1000",
                "a.test.1",
                "4294967296",
                "00000000177.0.0.1",
                "１２７.0.0.1",
                "127.0.0.１",
                "𝟏27.0.0.1",
                "١٢٧.0.0.1",
                "a１.test",
                "999999999999999999999",
                "[0:0:0:0:0:0:0:1]",
                "[::0001]",
                "[2606:4700:0:0:0:0:0:1111]",
                "[2606:4700:0::1111]",
                "[1:0:2:3:4:5:6:07]",
                "[1::2:3:4:5:6:7]",
                "[2001:0db8::1]",
                "[0:0::1.2.3.4]",
            })
    void refusesNumericLookAlikes(String host) {
        Targets.assertRefused("http://" + host + "/", Code.NUMERIC_HOST);
    }

    /// S1, S3.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a..b",
                ".a",
                "a.",
                "a.test.",
                "-a.test",
                "a-.test",
                "-",
                "a,b",
                "a!",
                "a*b",
                "a~b",
                "a;b",
                "(a)",
                "a%2eb",
                "%31%32%37.0.0.1",
                "127.0.0.1%00.a.test",
                "%6c",
                "a。b",
                "a．b",
                "a｡b",
                "a․b",
                "127。0。0。1",
                "ａ.test",
                "ⓐ.test",
                "ℂ.test",
                "\u212aelvin",
                "①.test",
                "a\u00ad.test",
                "a\u200d.test",
                "a\u200b.test",
                "a\u202e.test",
                "\u0301a.test",
                "💥.test",
                "a／b.test",
                "a⁄b",
                "é。test",
                "-é.test",
                "é-.test",
                "xn--é.test",
                "a]b",
                "a[b",
                "[",
                "[]",
                "[::1",
                "::1]",
                "[::1]a",
                "[::1].a",
                "[[::1]]",
                "[::1%25lo]",
                "[fe80::1%eth0]",
                "[v1.a]",
                "[1.2.3.4]",
                "[:]",
                "[:::]",
                "[::1::]",
                "[1:2:3:4:5:6:7]",
                "[1:2:3:4:5:6:7:8:9]",
                "[1:2:3:4:5:6:7:8::]",
                "[::1:2:3:4:5:6:7:8]",
                "[12345::]",
                "[g::]",
                "[::1.2.3]",
                "[::1.2.3.4:1]",
                "[1.2.3.4::]",
                "[::01.2.3.4]",
                "[:1]",
                "[1:]",
                "[1:2:3:4:5:6:7:1.2.3.4]",
                "[::１]",
                "[::+1]",
                "[::-1]",
                "[a.test]",
            })
    void refusesWhatIsNoHost(String host) {
        Targets.assertRefused("http://" + host + "/", Code.BAD_HOST);
    }

    /// S1: Unicode becomes A-labels as IDNA2008 has it: `ß` is not `ss`.
    @ParameterizedTest
    @CsvSource({
        "bücher.test,   xn--bcher-kva.test",
        "BÜCHER.test,   xn--bcher-kva.test",
        "faß.test,      xn--fa-hia.test",
        "例え.テスト,     xn--r8jz45g.xn--zckzah",
        "правда.test,   xn--80aafi6cg.test",
        "XN--BCHER-KVA.test, xn--bcher-kva.test",
        "LOCALHOST,     localhost",
        "my_bucket.test, my_bucket.test",
        "127.0.0.1.test, 127.0.0.1.test",
        "0x7f.test,     0x7f.test",
        "0xg,           0xg",
    })
    void makesNamesLowerCaseALabels(String host, String name) {
        assertThat(Targets.ok("http://" + host + "/").host()).isEqualTo(new Host.Name(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xn--",
                "xn---",
                "xn--a",
                "xn--127-",
                "xn--abc-",
                "xn--99999999",
                "xn--zzzzzzzzzzzzzzzzzzzzzzzz9",
                "xn--_"
            })
    void refusesALabelsThatStandForNothing(String label) {
        Targets.assertRefused("http://" + label + ".test/", Code.BAD_HOST);
    }

    /// What could not be written in its own script cannot be written as an A-label either.
    @ParameterizedTest
    @ValueSource(strings = {"１２７", "ａ", "\u212a", "a\u0085", "\u00a0"})
    void refusesALabelsOfCharactersThatStandForOthers(String label) {
        Targets.assertRefused("http://xn--" + Punycode.encode(label) + ".test/", Code.BAD_HOST);
    }

    @Test
    void boundsLabelsAndNames() {
        String label = "a".repeat(63);
        assertThat(Targets.ok("http://" + label + ".test/").host().text()).hasSize(68);
        Targets.assertRefused("http://a" + label + ".test/", Code.BAD_HOST);
        String longest = (label + ".").repeat(3) + "a".repeat(61);
        assertThat(Targets.ok("http://" + longest + "/").host().text()).hasSize(253);
        Targets.assertRefused("http://" + longest + "a/", Code.BAD_HOST);
        Targets.assertRefused("http://" + "é".repeat(60) + ("." + "é".repeat(30)).repeat(6) + "/", Code.BAD_HOST);
    }

    @ParameterizedTest
    @CsvSource({
        "[::1], ::1",
        "[::], ::",
        "[::ffff:127.0.0.1], 127.0.0.1",
        "[::127.0.0.1], ::7f00:1",
        "[64:ff9b::169.254.169.254], 64:ff9b::a9fe:a9fe",
        "[64:ff9b::a9fe:a9fe], 64:ff9b::a9fe:a9fe",
        "[FD00:EC2::254], fd00:ec2::254",
        "[1:0:2:3:4:5:6:7], 1:0:2:3:4:5:6:7",
        "[1:2:3:4:5:6:1.2.3.4], 1:2:3:4:5:6:102:304",
        "[2001::1:0:0:1], 2001::1:0:0:1",
        "[1:0:0:2::3], 1:0:0:2::3",
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
    })
    void takesCanonicalAddresses(String host, String text) {
        assertThat(Targets.ok("http://" + host + "/").host())
                .isInstanceOf(Host.Literal.class)
                .returns(text, Host::text);
    }
}
