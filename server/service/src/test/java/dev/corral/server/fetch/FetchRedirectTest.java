package dev.corral.server.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.corral.server.RawOrigin;
import dev.corral.server.Records;
import dev.corral.server.RunningServer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// S7: redirects, each hop through the whole guard.
final class FetchRedirectTest {
    private static final String FOLLOW = ",'defaults':{'max_redirects':3,'capture':'text'}";

    private static String to(String location) {
        return "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 4\r\n\r\nbody";
    }

    /// Answers `/` with the given answer, and every other path with its name.
    private static RawOrigin redirecting(AtomicReference<String> answer) {
        return RawOrigin.open(peer -> {
            for (String head = peer.readHead(); head != null; head = peer.readHead()) {
                String path = head.split(" ", 3)[1];
                peer.write(path.equals("/") ? answer.get() : RawOrigin.ok(path));
            }
        });
    }

    private static JsonNode fetch(String answer) throws Exception {
        try (RawOrigin origin = redirecting(new AtomicReference<>(answer));
                RunningServer server = RunningServer.fetchingFrom(origin)) {
            return server.fetch(origin.url(), FOLLOW);
        }
    }

    private static String errorKind(JsonNode item) {
        return item.path("error").path("kind").asText();
    }

    @Test
    void aRedirectIsFollowedOnItsConnection() throws Exception {
        try (RawOrigin origin = redirecting(new AtomicReference<>(to("/x?y#fragment")));
                RunningServer server = RunningServer.fetchingFrom(origin)) {
            JsonNode item = server.fetch(origin.url(), FOLLOW);
            assertThat(item.path("outcome").asText()).as(item.toString()).isEqualTo("ok");
            assertThat(item.path("body").asText()).isEqualTo("/x?y");
            assertThat(item.path("final_url").asText()).isEqualTo(origin.url() + "x?y");
            assertThat(item.path("attempts").asInt()).isEqualTo(1);
            assertThat(origin.accepted()).isEqualTo(1);
        }
    }

    @Test
    void theHostThatARedirectLeadsToHasItsOwnLimit() throws Exception {
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (RawOrigin far = RawOrigin.open(peer -> {
                    while (peer.readHead() != null) {
                        most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                        LockSupport.parkNanos(5_000_000);
                        atOnce.decrementAndGet();
                        peer.write(RawOrigin.ok("far"));
                    }
                });
                RawOrigin near = RawOrigin.answering(to(far.url()));
                RawOrigin other = RawOrigin.answering(to(far.url()));
                RunningServer server = RunningServer.fetchingFrom(near, other, far)) {
            String items = IntStream.range(0, 20)
                    .mapToObj(i -> "'" + (i % 2 == 0 ? near : other).url() + i + "'")
                    .collect(Collectors.joining(","));
            Records records = server.run(
                    "{'kind':'fetch','concurrency':{'max':20,'per_host':2},'items':[" + items + "]" + FOLLOW + "}");
            assertThat(records.end().path("counts").path("ok").asInt()).isEqualTo(20);
            assertThat(most.get()).isEqualTo(2);
            assertThat(records.item(0).path("attempts").asInt()).isEqualTo(1);
        }
    }

    /// Though each could wait for the other: nobody holds one host's turn while it waits for another's.
    @Test
    void hostsThatRedirectToEachOtherDoNotLock() throws Exception {
        AtomicReference<String> there = new AtomicReference<>("");
        try (RawOrigin one = redirecting(there);
                RawOrigin two = RawOrigin.answering(to(one.url() + "end"));
                RunningServer server = RunningServer.fetchingFrom(one, two)) {
            there.set(to(two.url()));
            String items = IntStream.range(0, 40)
                    .mapToObj(i -> "'" + (i % 2 == 0 ? one : two).url() + "'")
                    .collect(Collectors.joining(","));
            Records records = server.run(
                    "{'kind':'fetch','concurrency':{'max':2,'per_host':1},'items':[" + items + "]" + FOLLOW + "}");
            assertThat(records.end().path("counts").path("ok").asInt()).isEqualTo(40);
        }
    }

    @Test
    void withoutBeingAskedARedirectIsTheAnswer() throws Exception {
        try (RawOrigin origin = redirecting(new AtomicReference<>(to("/x")));
                RunningServer server = RunningServer.fetchingFrom(origin)) {
            JsonNode item = server.fetch(origin.url(), "");
            assertThat(item.path("status").asInt()).isEqualTo(302);
            assertThat(item.path("final_url").asText()).isEqualTo(origin.url());
            assertThat(origin.requests()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data/",
                "http://[fd00:ec2::254]/",
                "http://10.0.0.1/",
                "http://localhost/",
                "http://127.0.0.1:22/",
                "http://2130706433/",
                "http://u:p@127.0.0.1/",
                "file:///etc/passwd",
                "gopher://127.0.0.1/",
                "//[::1]/",
                "http://127.0.0.1\\@a.test/"
            })
    void toWhereNothingIsFetchedFromIsDeniedInOneWording(String location) throws Exception {
        JsonNode item = fetch(to(location));
        assertThat(errorKind(item)).isEqualTo("redirect_denied");
        assertThat(item.path("error").path("detail").asText()).isEqualTo(Redirect.DENIED.detail());
        assertThat(item.path("error").path("retryable").asBoolean()).isFalse();
        // Nor does the rest of the record tell the causes apart.
        assertThat(item.path("status").asInt()).isEqualTo(302);
        assertThat(fields(item.path("timing_ms"))).containsExactly("queued", "connect", "first_byte", "total");
    }

    private static List<String> fields(JsonNode node) {
        return node.properties().stream().map(Map.Entry::getKey).toList();
    }

    @Test
    void noPacketGoesToADeniedTarget() throws Exception {
        try (RawOrigin denied = RawOrigin.answering(RawOrigin.ok("x"));
                RawOrigin origin = redirecting(new AtomicReference<>(to(denied.url())));
                RunningServer server = RunningServer.fetchingFrom(origin)) {
            assertThat(errorKind(server.fetch(origin.url(), FOLLOW))).isEqualTo("redirect_denied");
            assertThat(denied.accepted()).isZero();
        }
    }

    @Test
    void aLoopEndsAfterMaxRedirects() throws Exception {
        try (RawOrigin origin = redirecting(new AtomicReference<>(to("/")));
                RunningServer server = RunningServer.fetchingFrom(origin)) {
            assertThat(errorKind(server.fetch(origin.url(), FOLLOW))).isEqualTo("too_many_redirects");
            assertThat(origin.requests()).isEqualTo(4);
        }
    }

    @Test
    void anotherOriginGetsNoneOfTheCallersHeaders() throws Exception {
        try (RawOrigin other = RawOrigin.answering(RawOrigin.ok("other"));
                RawOrigin origin = redirecting(new AtomicReference<>(to(other.url())));
                RunningServer server = RunningServer.fetchingFrom(origin, other)) {
            Records records = server.run("{'kind':'fetch','items':[{'url':'" + origin.url()
                    + "','headers':{'Authorization':'secret','Cookie':'secret','X-Mine':'secret'}}]" + FOLLOW + "}");
            assertThat(records.item(0).path("final_url").asText()).isEqualTo(other.url());
            assertThat(origin.heads().getFirst()).contains("X-Mine: secret");
            assertThat(other.heads().getFirst()).doesNotContain("secret");
            assertThat(other.heads().getFirst().toLowerCase(Locale.ROOT))
                    .contains("host: 127.0.0.1:" + other.port())
                    .contains("user-agent: corral/");
        }
    }

    @Test
    void theTotalTimeSpansAllHops() throws Exception {
        try (RawOrigin origin = RawOrigin.open(peer -> {
                    while (peer.readHead() != null) {
                        LockSupport.parkNanos(120_000_000);
                        peer.write(to("/"));
                    }
                });
                RunningServer server = RunningServer.fetchingFrom(origin)) {
            JsonNode item = server.fetch(
                    origin.url(), ",'defaults':{'max_redirects':5,'timeout_ms':300},'retry':{'max_attempts':1}");
            assertThat(errorKind(item)).isEqualTo("timeout_total");
            assertThat(origin.requests()).isBetween(2L, 3L);
        }
    }

    @Test
    void anEndlessBodyOfARedirectIsNotReadToItsEnd() throws Exception {
        try (RawOrigin origin = RawOrigin.open(peer -> {
                    String head = peer.readHead();
                    if (head != null && head.startsWith("GET / ")) {
                        peer.write("HTTP/1.1 301 Moved\r\nLocation: /x\r\nContent-Length: 1000000000\r\n\r\n");
                        while (true) {
                            peer.write("x".repeat(10_000));
                        }
                    }
                    peer.write(RawOrigin.ok("here"));
                    peer.awaitEnd();
                });
                RunningServer server = RunningServer.fetchingFrom(origin)) {
            JsonNode item = server.fetch(origin.url(), FOLLOW);
            assertThat(item.path("body").asText()).as(item.toString()).isEqualTo("here");
        }
    }

    @Test
    void severalLocationsAreNotFollowed() throws Exception {
        assertThat(errorKind(fetch("HTTP/1.1 302 Found\r\nLocation: /a\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n")))
                .isEqualTo("protocol");
    }
}
