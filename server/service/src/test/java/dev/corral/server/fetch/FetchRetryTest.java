package dev.corral.server.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.corral.server.RawOrigin;
import dev.corral.server.Records;
import dev.corral.server.RunningServer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Fetches that are tried again.
final class FetchRetryTest {
    private static final String QUICK = ",'retry':{'initial_ms':1,'max_ms':5}";

    private static String status(String line, String header) {
        return "HTTP/1.1 " + line + "\r\n" + header + "Content-Length: 0\r\n\r\n";
    }

    /// Gives the first answer once, and 200 ever after.
    private static RawOrigin first(String answer) {
        AtomicInteger requests = new AtomicInteger();
        return RawOrigin.open(peer -> {
            while (peer.readHead() != null) {
                peer.write(requests.getAndIncrement() == 0 ? answer : RawOrigin.ok("x"));
            }
        });
    }

    private static JsonNode fetch(RawOrigin origin, String item, String options) throws Exception {
        try (RunningServer server = RunningServer.fetchingFrom(origin)) {
            Records records =
                    server.run("{'kind':'fetch','items':[{'url':'" + origin.url() + "'" + item + "}]" + options + "}");
            return records.item(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"429 Too Many", "502 Bad", "503 Busy", "504 Slow"})
    void passingFailuresAreTriedAgain(String line) throws Exception {
        try (RawOrigin origin = first(status(line, ""))) {
            JsonNode item = fetch(origin, "", QUICK);
            assertThat(item.path("outcome").asText()).isEqualTo("ok");
            assertThat(item.path("attempts").asInt()).isEqualTo(2);
        }
    }

    @Test
    void othersAreNot() throws Exception {
        try (RawOrigin origin = first(status("500 Error", ""))) {
            assertThat(fetch(origin, "", QUICK).path("attempts").asInt()).isEqualTo(1);
        }
    }

    @Test
    void aBrokenConnectionIsTriedAgain() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        try (RawOrigin origin = RawOrigin.open(peer -> {
            peer.readHead();
            if (requests.getAndIncrement() < 2) {
                peer.reset();
            } else {
                peer.write(RawOrigin.ok("x"));
            }
        })) {
            JsonNode item = fetch(origin, "", QUICK);
            assertThat(item.path("outcome").asText()).as(item.toString()).isEqualTo("ok");
            assertThat(item.path("attempts").asInt()).isEqualTo(3);
        }
    }

    @Test
    void whatMayDoHarmIsSentOnceUnlessTheItemSaysOtherwise() throws Exception {
        try (RawOrigin origin = first(status("503 Busy", ""))) {
            assertThat(fetch(origin, ",'method':'POST'", QUICK).path("attempts").asInt())
                    .isEqualTo(1);
        }
        try (RawOrigin origin = first(status("503 Busy", ""))) {
            assertThat(fetch(origin, ",'method':'POST','retry_unsafe':true", QUICK)
                            .path("attempts")
                            .asInt())
                    .isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "soon", "1e9", "Sat, 01 Jan 2000 00:00:00 GMT", "\u00ff", ""})
    void aRetryAfterThatSaysNothingIsIgnored(String value) throws Exception {
        try (RawOrigin origin = first(status("429 Too Many", "Retry-After: " + value + "\r\n"))) {
            JsonNode item = fetch(origin, "", QUICK);
            assertThat(item.path("outcome").asText()).isEqualTo("ok");
            assertThat(item.path("attempts").asInt()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"86400", "99999999999999999999", "Tue, 31 Dec 2199 23:59:59 GMT"})
    void aRetryAfterThatIsTooLongEndsTheItem(String value) throws Exception {
        try (RawOrigin origin = first(status("503 Busy", "Retry-After: " + value + "\r\n"))) {
            JsonNode item = fetch(origin, "", QUICK);
            assertThat(item.path("error").path("kind").asText()).isEqualTo("throttled");
            assertThat(item.path("status").asInt()).isEqualTo(503);
            assertThat(origin.requests()).isEqualTo(1);
        }
    }

    @Test
    void aThrottledOriginIsLeftAloneWhileOthersAreFetched() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        try (RawOrigin busy = RawOrigin.open(peer -> {
                    while (peer.readHead() != null) {
                        peer.write(
                                requests.getAndIncrement() == 0
                                        ? status("429 Too Many", "Retry-After: 2\r\n")
                                        : RawOrigin.ok("x"));
                    }
                });
                RawOrigin other = RawOrigin.answering(RawOrigin.ok("x"));
                RunningServer server = RunningServer.fetchingFrom(busy, other)) {
            String both = "'" + busy.url() + "','" + other.url() + "',";
            Records records = server.run(
                    "{'kind':'fetch','items':[" + both.repeat(50) + "'" + other.url() + "'],'concurrency':{'max':1}}");
            assertThat(records.end().path("counts").path("ok").asInt()).isEqualTo(101);
            assertThat(records.items().subList(0, 51))
                    .as("those of the other origin come first")
                    .allMatch(item -> item.path("final_url").asText().equals(other.url()));
            assertThat(records.end().path("elapsed_ms").asInt()).isGreaterThanOrEqualTo(2000);
        }
    }

    @Test
    void metaIsEchoed() throws Exception {
        try (RawOrigin origin = RawOrigin.answering(RawOrigin.ok("x"))) {
            assertThat(fetch(origin, ",'meta':{'a':[1,'\\n']}", "").path("meta").toString())
                    .isEqualTo("{\"a\":[1,\"\\n\"]}");
        }
    }

    @Test
    void theSameUrlIsFetchedOnceIfAskedFor() throws Exception {
        try (RawOrigin origin = RawOrigin.answering(RawOrigin.ok("x"));
                RunningServer server = RunningServer.fetchingFrom(origin)) {
            String url = origin.url();
            Records records = server.run("{'kind':'fetch','dedupe':'url','items':['" + url + "','" + url
                    + "#other',{'url':'" + url.replace("http", "HTTP") + "'},{'url':'" + url
                    + "','method':'HEAD'},{'url':'" + url + "','method':'POST','body_base64':'eA=='},{'url':'" + url
                    + "','method':'POST','body_base64':'eA=='}]}");
            assertThat(records.items().stream()
                            .map(item -> item.path("outcome").asText())
                            .filter("deduped"::equals))
                    .hasSize(2);
            assertThat(origin.requests()).isEqualTo(4);
        }
    }
}
