package dev.corral.server.guard;

import static dev.corral.server.guard.Addresses.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The operator's `CIDR:port` pairs (S6).
class AllowRuleTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1/32:9000,  127.0.0.1/32:9000",
        "127.0.0.1:9000,     127.0.0.1/32:9000",
        "10.0.0.0/8:80,      10.0.0.0/8:80",
        "0.0.0.0/0:1,        0.0.0.0/0:1",
        "[::1]/128:9000,     [::1]/128:9000",
        "[::1]:65535,        [::1]/128:65535",
        "[FD00:0::]/8:443,   [fd00::]/8:443",
        "[::ffff:7f00:1]:80, 127.0.0.1/32:80",
        "[::]/0:443,         [::]/0:443",
    })
    void readsCidrAndPort(String text, String canonical) {
        assertThat(AllowRule.parse(text)).hasToString(canonical).isEqualTo(AllowRule.parse(canonical));
    }

    @ParameterizedTest
    @CsvSource({
        "'',                     no port",
        "127.0.0.1,              no port",
        "127.0.0.1/32,           no port",
        "127.0.0.1/32:,          65535",
        "127.0.0.1/32:0,         65535",
        "127.0.0.1/32:65536,     65535",
        "127.0.0.1/32:080,       65535",
        "127.0.0.1/32:http,      65535",
        "127.0.0.1/33:80,        0 to 32",
        "127.0.0.1/:80,          0 to 32",
        "127.0.0.1/08:80,        0 to 32",
        "127.0.0.1/-1:80,        0 to 32",
        "[::1]/129:80,           0 to 128",
        "10.0.0.1/8:80,          did you mean 10.0.0.0/8",
        "[fd00::1]/8:80,         did you mean fd00::/8",
        "127.1:80,               no IPv4 or IPv6 address",
        "localhost:80,           no IPv4 or IPv6 address",
        ":80,                    no IPv4 or IPv6 address",
        "::1/128:9000,           brackets",
        "::1,                    brackets",
        "[::1:9000,              brackets",
        "[127.0.0.1]:80,         brackets",
        "[::]1/128:80,           brackets",
        "[::1/128]:80,           brackets",
        "[::1%lo]:80,            no IPv4 or IPv6 address",
        "169.254.169.254/32:80,  metadata",
        "[64:ff9b::a9fe:a9fe]:80, metadata",
    })
    void namesTheFault(String text, String fault) {
        assertThatThrownBy(() -> AllowRule.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("allow rule '" + text + "': ")
                .hasMessageContaining(fault)
                .hasMessageEndingWith("expected CIDR:PORT such as 127.0.0.1/32:9000 or [::1]/128:9000");
    }

    @Test
    void aRuleForAllAddressesOfAFamilyIsKnownAsSuch() {
        assertThat(AllowRule.parse("0.0.0.0/0:3000").isEverywhere()).isTrue();
        assertThat(AllowRule.parse("[::]/0:3000").isEverywhere()).isTrue();
        assertThat(AllowRule.parse("10.0.0.0/8:3000").isEverywhere()).isFalse();
        assertThat(AllowRule.parse("[::]/96:3000").isEverywhere()).isFalse();
    }

    @Test
    void coversItsRangeAtItsPortOnly() {
        AllowRule rule = AllowRule.parse("10.1.2.0/23:9000");
        assertThat(rule.covers(address("10.1.2.0"), 9000)).isTrue();
        assertThat(rule.covers(address("10.1.3.255"), 9000)).isTrue();
        assertThat(rule.covers(address("10.1.3.255"), 9001)).isFalse();
        assertThat(rule.covers(address("10.1.1.255"), 9000)).isFalse();
        assertThat(rule.covers(address("10.1.4.0"), 9000)).isFalse();
    }

    @Test
    void keepsTheFamiliesApart() {
        assertThat(AllowRule.parse("[::]/0:80").covers(address("8.8.8.8"), 80)).isFalse();
        assertThat(AllowRule.parse("0.0.0.0/0:80").covers(address("::1"), 80)).isFalse();
    }
}
