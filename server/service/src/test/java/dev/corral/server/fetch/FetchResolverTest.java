package dev.corral.server.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.corral.server.RawOrigin;
import dev.corral.server.RunningServer;
import dev.corral.server.guard.AllowRule;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// S5: names that a DNS server of the operator's choice is asked of.
final class FetchResolverTest {
    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }

    private static RunningServer asking(DnsServer dns, RawOrigin origin) throws Exception {
        return RunningServer.with(config -> config.withAllow(List.of(AllowRule.parse("127.0.0.1/32:" + origin.port())))
                .withResolver(dns.address()));
    }

    private static String kind(JsonNode item) {
        return item.path("error").path("kind").asText(item.path("outcome").asText());
    }

    @Test
    void aNameThatOnlyTheServerKnowsIsFetched() throws Exception {
        try (RawOrigin origin = RawOrigin.answering(RawOrigin.ok("x"));
                DnsServer dns = new DnsServer(name -> List.of(address("127.0.0.1")));
                RunningServer server = asking(dns, origin)) {
            JsonNode item = server.fetch("http://shop.example:" + origin.port() + "/", "");
            assertThat(kind(item)).as(item.toString()).isEqualTo("ok");
            assertThat(item.path("timing_ms").has("dns")).isTrue();
            assertThat(dns.queries()).isPositive();
        }
    }

    @Test
    void namesOfThisMachineAreAskedOfTheServerToo() throws Exception {
        try (RawOrigin origin = RawOrigin.answering(RawOrigin.ok("x"));
                DnsServer dns = new DnsServer(name -> List.of());
                RunningServer server = asking(dns, origin)) {
            assertThat(kind(server.fetch("http://localhost:" + origin.port() + "/", "")))
                    .isEqualTo("dns");
        }
    }

    @Test
    void oneDeniedAddressAmongThoseOfANameDeniesIt() throws Exception {
        try (RawOrigin origin = RawOrigin.answering(RawOrigin.ok("x"));
                DnsServer dns = new DnsServer(name -> List.of(address("127.0.0.1"), address("::1")));
                RunningServer server = asking(dns, origin)) {
            assertThat(kind(server.fetch("http://both.example:" + origin.port() + "/", "")))
                    .isEqualTo("host_denied");
            assertThat(origin.heads()).isEmpty();
        }
    }

    @Test
    void aNameThatTurnsToADeniedAddressIsDeniedFromThenOn() throws Exception {
        AtomicBoolean turned = new AtomicBoolean();
        try (RawOrigin origin = RawOrigin.answering(RawOrigin.ok("x"));
                DnsServer dns =
                        new DnsServer(name -> List.of(address(turned.get() ? "169.254.169.254" : "127.0.0.1")));
                RunningServer server = asking(dns, origin)) {
            String url = "http://turning.example:" + origin.port() + "/";
            assertThat(kind(server.fetch(url, ""))).isEqualTo("ok");
            turned.set(true);
            assertThat(kind(server.fetch(url, ""))).isEqualTo("host_denied");
        }
    }

    @Test
    void aServerThatNeverAnswersEndsAtTheItemsLimit() throws Exception {
        try (RawOrigin origin = RawOrigin.answering(RawOrigin.ok("x"));
                DnsServer dns = new DnsServer(name -> null);
                RunningServer server = asking(dns, origin)) {
            JsonNode item =
                    server.fetch("http://silent.example:" + origin.port() + "/", ",'defaults':{'timeout_ms':300}");
            assertThat(kind(item)).as(item.toString()).isEqualTo("timeout_dns");
        }
    }
}
