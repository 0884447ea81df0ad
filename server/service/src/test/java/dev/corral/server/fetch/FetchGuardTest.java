package dev.corral.server.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.corral.server.RawClient;
import dev.corral.server.RawOrigin;
import dev.corral.server.RunningServer;
import dev.corral.server.config.ServerConfig;
import dev.corral.server.guard.AllowRule;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// S4, S5, S6, S12: what is not fetched from.
final class FetchGuardTest {
    private static RawClient.Answer post(RunningServer server, String json) throws Exception {
        try (RawClient client = server.client()) {
            return client.postJob(json).answer();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/", "http://[::1]/", "http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/",
                "http://[::ffff:127.0.0.1]/", "http://2130706433/", "http://127.1/", "http://0x7f000001/",
                "http://u:p@127.0.0.1/", "file:///etc/passwd", "http://127.0.0.1:22/"
            })
    void byDefaultNoneOfTheseIsFetched(String url) throws Exception {
        try (RunningServer server = RunningServer.with(config -> config)) {
            RawClient.Answer refused = post(server, "{'kind':'fetch','items':['" + url + "']}");
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.header("content-type")).startsWith("application/problem+json");
            assertThat(refused.body()).contains("#/items/0").doesNotContain("u:p");
        }
    }

    @Test
    void withFailItemARefusalIsTheItemsOwn() throws Exception {
        try (RawOrigin origin = RawOrigin.answering(RawOrigin.ok("x"));
                RunningServer server = RunningServer.fetchingFrom(origin)) {
            var records = server.run("{'kind':'fetch','on_invalid':'fail_item','items':['http://10.0.0.1/','"
                    + origin.url() + "','http://127.1/']}");
            assertThat(records.item(0).path("error").path("kind").asText()).isEqualTo("host_denied");
            assertThat(records.item(1).path("outcome").asText()).isEqualTo("ok");
            assertThat(records.item(2).path("error").path("kind").asText()).isEqualTo("invalid");
            assertThat(records.end().path("outcome").asText()).isEqualTo("completed");
        }
    }

    @Test
    void aNameIsLookedUpAndItsAddressAllowed() throws Exception {
        try (RawOrigin origin = RawOrigin.answering(RawOrigin.ok("x"));
                RunningServer server = RunningServer.with(config -> config.withAllow(List.of(
                        AllowRule.parse("127.0.0.1/32:" + origin.port()),
                        AllowRule.parse("[::1]/128:" + origin.port()))))) {
            JsonNode item = server.fetch("http://localhost:" + origin.port() + "/", "");
            assertThat(item.path("outcome").asText()).as(item.toString()).isEqualTo("ok");
            assertThat(item.path("timing_ms").has("dns")).isTrue();
            assertThat(origin.heads().getFirst().toLowerCase(java.util.Locale.ROOT))
                    .contains("host: localhost:" + origin.port());
        }
    }

    @Test
    void aNameThatResolvesToADeniedAddressIsTheItemsFailure() throws Exception {
        try (RunningServer server = RunningServer.with(config -> config)) {
            JsonNode item = server.fetch("http://localhost:8080/", "");
            assertThat(item.path("error").path("kind").asText()).isEqualTo("host_denied");
            assertThat(item.path("error").path("detail").asText()).doesNotContain("127.0.0.1");
        }
    }

    @Test
    void aNameWithoutAddressIsADnsFault() throws Exception {
        try (RunningServer server = RunningServer.with(config -> config)) {
            JsonNode item = server.fetch("http://nowhere.invalid/", "");
            assertThat(item.path("error").path("kind").asText()).isIn("dns", "timeout_dns");
        }
    }

    @Test
    void theServicesOwnPortsStayDeniedEvenWhenAllowed() throws Exception {
        int port = freePort();
        try (RunningServer server =
                RunningServer.with(config -> config.with(new ServerConfig.Listen("127.0.0.1", port, 0))
                        .withAllow(List.of(AllowRule.parse("127.0.0.1/32:" + port))))) {
            RawClient.Answer refused = post(server, "{'kind':'fetch','items':['http://127.0.0.1:" + port + "/']}");
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.body()).contains("address_denied");
            JsonNode named = server.fetch("http://localhost:" + port + "/", "");
            assertThat(named.path("error").path("kind").asText()).isEqualTo("host_denied");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
