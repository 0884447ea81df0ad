package dev.corral.server.guard;

import static dev.corral.server.guard.Addresses.bits;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The denied ranges, each by its first and last address and the neighbours outside, and what hides them (S5).
class AddressRangesTest {
    /// Before the range, its first and last address, after it; a dash where the neighbour is denied for another reason.
    @ParameterizedTest
    @CsvSource({
        "-,               0.0.0.0,         0.255.255.255,   1.0.0.0",
        "9.255.255.255,   10.0.0.0,        10.255.255.255,  11.0.0.0",
        "100.63.255.255,  100.64.0.0,      100.127.255.255, 100.128.0.0",
        "126.255.255.255, 127.0.0.0,       127.255.255.255, 128.0.0.0",
        "169.253.255.255, 169.254.0.0,     169.254.255.255, 169.255.0.0",
        "172.15.255.255,  172.16.0.0,      172.31.255.255,  172.32.0.0",
        "191.255.255.255, 192.0.0.0,       192.0.0.255,     192.0.1.0",
        "192.0.1.255,     192.0.2.0,       192.0.2.255,     192.0.3.0",
        "192.88.98.255,   192.88.99.0,     192.88.99.255,   192.88.100.0",
        "192.167.255.255, 192.168.0.0,     192.168.255.255, 192.169.0.0",
        "198.17.255.255,  198.18.0.0,      198.19.255.255,  198.20.0.0",
        "198.51.99.255,   198.51.100.0,    198.51.100.255,  198.51.101.0",
        "203.0.112.255,   203.0.113.0,     203.0.113.255,   203.0.114.0",
        "223.255.255.255, 224.0.0.0,       239.255.255.255, -",
        "-,               240.0.0.0,       255.255.255.255, -",
        "168.63.129.15,   168.63.129.16,   168.63.129.16,   168.63.129.17",
        "-,               ::,              ::1,             -",
        "ff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 100::, 100::ffff:ffff:ffff:ffff, 100:0:0:1::",
        "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff, 2001:db8::, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, 2001:db9::",
        "fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, fc00::, fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, fe00::",
        "fe7f:ffff:ffff:ffff:ffff:ffff:ffff:ffff, fe80::, febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff, -",
        "-,               fec0::,          feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, -",
        "-,               ff00::,          ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, -",
    })
    void deniesEachRangeFromItsFirstToItsLastAddress(String before, String first, String last, String after) {
        assertThat(isDenied(first)).as(first).isTrue();
        assertThat(isDenied(last)).as(last).isTrue();
        assertThat(before.equals("-") || !isDenied(before)).as(before).isTrue();
        assertThat(after.equals("-") || !isDenied(after)).as(after).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::ffff:127.0.0.1",
                "::ffff:a00:1",
                "::127.0.0.1",
                "::a9fe:a9fe",
                "::ffff:0:10.0.0.1",
                "64:ff9b::127.0.0.1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::a9fe:a9fe",
                "64:ff9b:1:7f00:0:100::",
                "64:ff9b:1:a:0:1:808:808",
                "2002:7f00:1::",
                "2002:a9fe:a9fe::1",
                "2002:a00:1:1:2:3:4:5",
                "2001:0:0808:0808:0:0:80ff:fffe",
                "2001::f5ff:fffe",
                "2001:0:7f00:1:0:0:f7f7:f7f7",
                "2606:4700::5efe:10.0.0.1",
                "2606:4700::200:5efe:127.0.0.1",
                "2002:808:808:0:0:5efe:10.0.0.1",
            })
    void deniesWhatHidesADeniedAddress(String address) {
        assertThat(isDenied(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "::ffff:8.8.8.8",
                "::8.8.8.8",
                "::ffff:0:8.8.8.8",
                "64:ff9b::8.8.8.8",
                "2002:808:808::1",
                "2001:0:808:808:0:0:f7f7:f7f7",
                "2606:4700::5efe:8.8.8.8",
                "2606:4700:4700::1111",
                "2002:808:808::a00:1",
                "2001:4860:4860::8888",
                "64:ff9b:1:808:8:808:808:808",
                "64:ff9b:0:1::a00:1",
                "64:ff9a::a00:1",
                "2003:a00:1::",
                "2001:1::f5ff:fffe",
                "2606:4700::5eff:10.0.0.1",
                "1:0:0:0:0:ffff:a00:1",
            })
    void leavesPublicAddressesAlone(String address) {
        assertThat(isDenied(address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.170.2",
                "100.100.100.200",
                "168.63.129.16",
                "fd00:ec2::254",
                "::ffff:169.254.169.254",
                "64:ff9b::168.63.129.16",
                "2002:a9fe:a9fe::",
                "2001:0:808:808:0:0:5601:5601",
                "64:ff9b:1::100.100.100.200",
            })
    void knowsMetadataServices(String address) {
        assertThat(AddressRanges.isMetadata(bits(address))).isTrue();
        assertThat(isDenied(address)).isTrue();
    }

    private static boolean isDenied(String address) {
        return AddressRanges.isDenied(bits(address));
    }
}
