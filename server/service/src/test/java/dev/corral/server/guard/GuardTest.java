package dev.corral.server.guard;

import static dev.corral.server.guard.Addresses.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corral.server.guard.Refusal.Code;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What may be connected to (S2, S4, S5, S6, S12).
class GuardTest {
    private final Guard plain = new Guard(GuardOptions.DEFAULT);

    /// S2.
    @Test
    void opensPublicPortsAndTheOperators() {
        Guard guard = new Guard(new GuardOptions(List.of(), Set.of(81), Set.of(), Set.of()));
        for (String url : List.of("http://a.test/", "https://a.test/", "http://8.8.8.8:8080/", "http://a.test:8443/")) {
            assertThat(plain.checkTarget(Targets.ok(url))).as(url).isNull();
        }
        assertThat(code(plain.checkTarget(Targets.ok("http://a.test:81/")))).isEqualTo(Code.PORT_DENIED);
        assertThat(code(plain.checkTarget(Targets.ok("http://8.8.8.8:22/")))).isEqualTo(Code.PORT_DENIED);
        assertThat(guard.checkTarget(Targets.ok("http://a.test:81/"))).isNull();
        assertThat(guard.checkAddress(address("8.8.8.8"), 81)).isNull();
        assertThat(guard.checkAddress(address("127.0.0.1"), 81)).isNotNull();
    }

    /// S5: the addresses in URLs, before any packet.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[::127.0.0.1]/",
                "http://[64:ff9b::a9fe:a9fe]/", "http://[fd00:ec2::254]/", "http://100.64.0.1/", "http://0.0.0.0/",
                "http://169.254.169.254/latest/meta-data/", "http://[2002:7f00:1::]/", "http://[fe80::1]/",
                        "https://10.0.0.1:8443/",
            })
    void deniesAddressesInUrls(String url) {
        Refusal refusal = Objects.requireNonNull(plain.checkTarget(Targets.ok(url)), url);
        assertThat(refusal.code()).isEqualTo(Code.ADDRESS_DENIED);
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.HOST_DENIED);
    }

    /// S4: a name answers {public, private}.
    @Test
    void deniesAnAnswerIfAnyAddressIsDenied() {
        List<InetAddress> open = List.of(address("8.8.8.8"), address("2606:4700::1111"));
        assertThat(plain.checkAddresses(open, 443)).isNull();
        for (String denied : List.of("10.0.0.1", "::1", "64:ff9b::10.0.0.1")) {
            List<InetAddress> mixed =
                    Stream.concat(open.stream(), Stream.of(address(denied))).toList();
            assertThat(code(plain.checkAddresses(mixed, 443))).isEqualTo(Code.ADDRESS_DENIED);
        }
        assertThat(code(plain.checkAddresses(List.of(), 443))).isEqualTo(Code.ADDRESS_DENIED);
    }

    /// S6.
    @Test
    void opensOnePortOfOneRangeByRule() {
        Guard guard = guard("127.0.0.1/32:9000");
        assertThat(guard.checkTarget(Targets.ok("http://127.0.0.1:9000/"))).isNull();
        assertThat(guard.checkTarget(Targets.ok("http://localhost:9000/"))).isNull();
        assertThat(guard.checkAddress(address("127.0.0.1"), 9000)).isNull();
        assertThat(guard.checkAddress(address("127.0.0.1"), 80)).isNotNull();
        assertThat(guard.checkAddress(address("127.0.0.2"), 9000)).isNotNull();
        assertThat(guard.checkAddress(address("8.8.8.8"), 9000)).isNotNull();
        assertThat(guard.checkAddress(address("::1"), 9000)).isNotNull();
        assertThat(guard.checkTarget(Targets.ok("http://127.0.0.1/"))).isNotNull();
        assertThat(code(guard.checkTarget(Targets.ok("http://127.0.0.1:9001/"))))
                .isEqualTo(Code.PORT_DENIED);
    }

    @Test
    void takesBothSpellingsOfAMappedAddressForOne() throws Exception {
        byte[] mapped = address("::ffff:0:127.0.0.1").getAddress();
        mapped[8] = 0;
        mapped[9] = 0;
        mapped[10] = -1;
        mapped[11] = -1;
        InetAddress address = Inet6Address.getByAddress("a.test", mapped, -1);
        assertThat(address.getAddress()).hasSize(16);
        assertThat(plain.checkAddress(address, 80)).isNotNull();
        assertThat(guard("127.0.0.1:9000").checkAddress(address, 9000)).isNull();
    }

    /// S6: a rule for an address is none for the translator or tunnel that would reach one like it elsewhere.
    @Test
    void matchesRulesAgainstTheAddressItselfOnly() {
        Guard guard = guard("127.0.0.1/32:80");
        assertThat(guard.checkAddress(address("64:ff9b::127.0.0.1"), 80)).isNotNull();
        assertThat(guard.checkAddress(address("2002:7f00:1::"), 80)).isNotNull();
        assertThat(guard("[64:ff9b::]/96:80").checkAddress(address("64:ff9b::10.0.0.1"), 80))
                .isNull();
    }

    /// S5: whatever the range that a rule opens.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.170.2",
                "100.100.100.200",
                "168.63.129.16",
                "fd00:ec2::254",
                "64:ff9b::a9fe:a9fe"
            })
    void neverOpensMetadata(String metadata) {
        Guard guard = guard("0.0.0.0/0:80", "169.254.0.0/16:80", "[::]/0:80");
        assertThat(guard.checkAddress(address("169.254.1.1"), 80)).isNull();
        assertThat(guard.checkAddress(address("fd00:ec2::253"), 80)).isNull();
        assertThat(code(guard.checkAddress(address(metadata), 80))).isEqualTo(Code.ADDRESS_DENIED);
    }

    /// S6: the service's own ports.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "0.0.0.0",
                "::1",
                "::",
                "::ffff:127.0.0.1",
                "8.8.8.8",
                "64:ff9b::8.8.8.8",
                "fd00::1"
            })
    void neverOpensItsOwnPorts(String own) {
        Guard guard = new Guard(new GuardOptions(
                List.of(
                        AllowRule.parse("0.0.0.0/0:8080"),
                        AllowRule.parse("[::]/0:8080"),
                        AllowRule.parse("127.0.0.1:9100")),
                Set.of(),
                Set.of(8080, 9000),
                Set.of(address("8.8.8.8"), address("fd00::1"))));
        assertThat(code(guard.checkAddress(address(own), 8080))).isEqualTo(Code.ADDRESS_DENIED);
        assertThat(guard.checkAddress(address("8.8.4.4"), 8080)).isNull();
        assertThat(guard.checkAddress(address("127.0.0.1"), 9100)).isNull();
        assertThat(guard.checkAddress(address("8.8.8.8"), 80)).isNull();
    }

    /// S12: the refusal tells neither the address nor why it is denied.
    @Test
    void saysTheSameOfEveryDeniedAddress() {
        Guard guard = new Guard(
                new GuardOptions(List.of(AllowRule.parse("10.0.0.1:9000")), Set.of(), Set.of(8080), Set.of()));
        assertThat(Stream.of(
                                guard.checkAddress(address("127.0.0.1"), 8080),
                                guard.checkAddress(address("10.0.0.1"), 80),
                                guard.checkAddress(address("169.254.169.254"), 80),
                                guard.checkAddress(address("8.8.8.8"), 9000),
                                guard.checkTarget(Targets.ok("http://[::1]/")))
                        .distinct())
                .hasSize(1)
                .allSatisfy(refusal ->
                        assertThat(Objects.requireNonNull(refusal).detail()).doesNotContainPattern("[0-9]"));
    }

    @Test
    void refusesPortsThatAreNone() {
        assertThatThrownBy(() -> new Guard(new GuardOptions(List.of(), Set.of(0), Set.of(), Set.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("port 0 is not from 1 to 65535");
    }

    private static Guard guard(String... rules) {
        return new Guard(
                new GuardOptions(Stream.of(rules).map(AllowRule::parse).toList(), Set.of(), Set.of(), Set.of()));
    }

    private static @Nullable Code code(@Nullable Refusal refusal) {
        return refusal == null ? null : refusal.code();
    }
}
