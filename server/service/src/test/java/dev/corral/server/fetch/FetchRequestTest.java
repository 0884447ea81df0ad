package dev.corral.server.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.corral.server.RawClient;
import dev.corral.server.RawOrigin;
import dev.corral.server.Records;
import dev.corral.server.RunningServer;
import dev.corral.server.guard.AllowRule;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a fetch sends, and what it tells of the answer.
final class FetchRequestTest {
    private final AtomicReference<String> answer = new AtomicReference<>(RawOrigin.ok("hello"));
    private final AtomicReference<String> body = new AtomicReference<>();
    private RawOrigin origin;
    private RunningServer server;

    @BeforeEach
    void open() throws Exception {
        origin = RawOrigin.open(peer -> {
            for (String head = peer.readHead(); head != null; head = peer.readHead()) {
                int at = head.toLowerCase(java.util.Locale.ROOT).indexOf("content-length: ");
                if (at >= 0) {
                    body.set(peer.readBody(Integer.parseInt(
                            head.substring(at + 16).lines().findFirst().orElseThrow())));
                }
                peer.write(answer.get());
            }
        });
        server = RunningServer.fetchingFrom(origin);
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        origin.close();
    }

    private JsonNode item(String member) throws Exception {
        return server.run("{'kind':'fetch','items':[{'url':'" + origin.url() + "'," + member + "}]}")
                .item(0);
    }

    private JsonNode capturing(String capture) throws Exception {
        return server.fetch(origin.url(), ",'defaults':{'capture':'" + capture + "'}");
    }

    @Test
    void hostNamesTheOriginAndTheAgentIsCorral() throws Exception {
        server.fetch(origin.url() + "a/b?q=1#fragment", "");
        assertThat(origin.heads().getFirst().lines().map(line -> line.toLowerCase(java.util.Locale.ROOT)))
                .contains("get /a/b?q=1 http/1.1", "host: 127.0.0.1:" + origin.port(), "accept-encoding: gzip, deflate")
                .anyMatch(line -> line.startsWith("user-agent: corral/"));
    }

    @Test
    void anOkItemTellsStatusSizeAndTimes() throws Exception {
        JsonNode item = server.fetch(origin.url(), "");
        assertThat(item.path("outcome").asText()).isEqualTo("ok");
        assertThat(item.path("status").asInt()).isEqualTo(200);
        assertThat(item.path("final_url").asText()).isEqualTo(origin.url());
        assertThat(item.path("attempts").asInt()).isEqualTo(1);
        assertThat(item.path("bytes").asInt()).isEqualTo(5);
        assertThat(item.path("bytes_wire").asInt()).isEqualTo(5);
        assertThat(item.path("timing_ms").path("total").isIntegralNumber()).isTrue();
        assertThat(item.has("body")).isFalse();
    }

    @Test
    void bodiesAreCapturedAsAsked() throws Exception {
        assertThat(capturing("text").path("body").asText()).isEqualTo("hello");
        assertThat(capturing("base64").path("body_base64").asText()).isEqualTo("aGVsbG8=");
        assertThat(capturing("sha256").path("sha256").asText())
                .isEqualTo("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
    }

    @Test
    void aBodyThatIsNotUtf8IsOneJsonLineAllTheSame() throws Exception {
        answer.set("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n\u00ff\n\u0000\"");
        assertThat(capturing("text").path("body").asText()).isEqualTo("\ufffd\n\u0000\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
    void theMethodIsSentAsGiven(String method) throws Exception {
        answer.set("HTTP/1.1 204 No Content\r\n\r\n");
        assertThat(item("'method':'" + method + "'").path("outcome").asText()).isEqualTo("ok");
        assertThat(origin.heads().getFirst()).startsWith(method + " / HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "GET"})
    void aBodyIsSentWithItsLength(String method) throws Exception {
        assertThat(item("'method':'" + method + "','body_base64':'aGVsbG8='")
                        .path("outcome")
                        .asText())
                .isEqualTo("ok");
        assertThat(body.get()).isEqualTo("hello");
    }

    @Test
    void headAnswersHaveNoBodyWhateverTheirLengthSays() throws Exception {
        answer.set("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n");
        JsonNode item = item("'method':'HEAD'");
        assertThat(item.path("outcome").asText()).isEqualTo("ok");
        assertThat(item.path("bytes").asInt()).isZero();
    }

    @Test
    void theCallersHeadersAreSent() throws Exception {
        item("'headers':{'X-Mine':'yes','User-Agent':'me'}");
        assertThat(origin.heads().getFirst())
                .contains("X-Mine: yes")
                .contains("me")
                .doesNotContain("Corral/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'X-A':'a\\r\\nInjected: 1'",
                "'X-A':'a\\r\\n b'",
                "'X A':'a'",
                "'X-A\\r\\nInjected':'1'",
                "'X-A':'\u010aInjected: 1'",
                "'Host':'other'",
                "'Content-Length':'0'",
                "'Transfer-Encoding':'chunked'",
                "'Connection':'close'"
            })
    void headersThatWouldInjectOrFrameAreRefused(String header) throws Exception {
        try (RawClient client = server.client()) {
            RawClient.Answer refused = client.postJob(
                            "{'kind':'fetch','items':[{'url':'" + origin.url() + "','headers':{" + header + "}}]}")
                    .answer();
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.body()).contains("#/items/0/headers");
        }
        assertThat(origin.accepted()).isZero();
    }

    @Test
    void connectionsAreUsedAgain() throws Exception {
        String items = ("'" + origin.url() + "',").repeat(50);
        Records records = server.run("{'kind':'fetch','items':[" + items.substring(0, items.length() - 1)
                + "],'concurrency':{'max':2,'per_host':2}}");
        assertThat(records.items())
                .allMatch(item -> item.path("outcome").asText().equals("ok"));
        assertThat(origin.accepted()).isLessThanOrEqualTo(4);
    }

    @Test
    void neverMoreThanPerHostAtOnce() throws Exception {
        String items = ("'" + origin.url() + "',").repeat(200);
        server.run("{'kind':'fetch','items':[" + items.substring(0, items.length() - 1)
                + "],'concurrency':{'max':64,'per_host':3}}");
        assertThat(origin.accepted()).isLessThanOrEqualTo(6);
    }

    @Test
    void ipv6LiteralsAreFetchedAndBracketed() throws Exception {
        try (RawOrigin six = RawOrigin.open("::1", peer -> {
                    while (peer.readHead() != null) {
                        peer.write(RawOrigin.ok("six"));
                    }
                });
                RunningServer other = RunningServer.with(
                        config -> config.withAllow(List.of(AllowRule.parse("[::1]/128:" + six.port()))))) {
            JsonNode item = other.fetch("http://[::1]:" + six.port() + "/", "");
            assertThat(item.path("outcome").asText()).as(item.toString()).isEqualTo("ok");
            assertThat(six.heads().getFirst().toLowerCase(java.util.Locale.ROOT))
                    .contains("host: [::1]:" + six.port());
        }
    }
}
