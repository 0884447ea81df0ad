package dev.corral.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.corral.server.Api;
import dev.corral.server.RawOrigin;
import dev.corral.server.RunningServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lists and results that are read in pages.
final class PagesTest {
    private static final int ITEMS = 137;

    private static RawOrigin origin;
    private static RunningServer server;
    private static Api api;
    private static String job;

    @BeforeAll
    static void open() throws Exception {
        origin = RawOrigin.open(peer -> {
            for (String head = peer.readHead(); head != null; head = peer.readHead()) {
                peer.write(head.contains("/odd") ? "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n" : RawOrigin.ok("x"));
            }
        });
        server = RunningServer.fetchingFrom(origin);
        api = new Api(server.port());
        String items = IntStream.range(0, ITEMS)
                .mapToObj(i -> "'" + origin.url() + (i % 2 == 0 ? "even" : "odd") + i + "'")
                .collect(Collectors.joining(","));
        job = api.detach("{'kind':'fetch','items':[" + items + "]}");
        api.ended(job);
    }

    @AfterAll
    static void close() {
        api.close();
        server.close();
        origin.close();
    }

    /// The lines of all pages, by following links.
    private static List<String> follow(String path) throws Exception {
        List<String> lines = new ArrayList<>();
        String next = path;
        while (next != null) {
            Api.Answer page = api.get(next);
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            assertThat(page.header("Content-Type")).isEqualTo("application/x-ndjson");
            page.body().lines().forEach(lines::add);
            String link = page.header("Link");
            next = link.isEmpty() ? null : link.replaceAll("<(.*)>; rel=\"next\"", "$1");
        }
        return lines;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 136, 137, 138, 10_000})
    void resultsHaveNeitherHolesNorRepeatsWhateverTheSizeOfAPage(int limit) throws Exception {
        List<String> whole = api.get("/v1/jobs/" + job + "/stream")
                .body()
                .lines()
                .filter(line -> line.contains("\"t\":\"item\""))
                .toList();
        assertThat(whole).hasSize(ITEMS);
        assertThat(follow("/v1/jobs/" + job + "/results?limit=" + limit)).isEqualTo(whole);
        assertThat(follow("/v1/jobs/" + job + "/results?outcome=failed&limit=" + limit))
                .isEqualTo(whole.stream()
                        .filter(line -> line.contains("\"outcome\":\"failed\""))
                        .toList())
                .hasSize(ITEMS / 2);
    }

    @Test
    void afterTheLastThereIsAnEmptyPageWithoutALink() throws Exception {
        for (String after : List.of("139", "140", "2147483648", "999999999999999999")) {
            Api.Answer page = api.get("/v1/jobs/" + job + "/results?after=" + after);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body()).isEmpty();
            assertThat(page.header("Link")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "after=-1",
                "after=1000000000000000000",
                "after=9223372036854775808",
                "after=1.0",
                "after=1e3",
                "after=%2B1",
                "after=",
                "after=0x1",
                "after=%D9%A1",
                "after=1&after=2",
                "limit=0",
                "limit=10001",
                "limit=-1",
                "limit=",
                "limit=1%20",
                "outcome=",
                "outcome=OK",
                "outcome=ok&outcome=failed",
                "odd=1",
                "=1",
                "after"
            })
    void whatIsNoQueryOfResultsIsRefused(String query) throws Exception {
        Api.Answer answer = api.get("/v1/jobs/" + job + "/results?" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().path("errors").path(0).path("pointer").asText())
                .startsWith("?");
    }

    @Test
    void jobsAreListedOnceWhateverTheSizeOfAPage() throws Exception {
        Set<String> made = new HashSet<>(Set.of(job));
        for (int i = 0; i < 7; i++) {
            made.add(server.run("{'kind':'fetch','items':[]}")
                    .start()
                    .path("job")
                    .asText());
            made.add(api.detach("{'kind':'fetch','items':[]}"));
        }
        for (String id : made) {
            api.ended(id);
        }
        for (int limit : new int[] {1, 2, 3, 7, 14, 15, 1000}) {
            assertThat(list("limit=" + limit)).doesNotHaveDuplicates().containsAll(made);
            assertThat(list("state=ended&limit=" + limit))
                    .doesNotHaveDuplicates()
                    .containsAll(made);
        }
    }

    private static List<String> list(String query) throws Exception {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.get("/v1/jobs?" + query + cursor).json();
            page.path("jobs").forEach(each -> ids.add(each.path("id").asText()));
            cursor = page.path("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + encoded(page.path("next_cursor").asText());
        } while (!cursor.isEmpty());
        return ids;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "odd",
                "",
                "a",
                "d",
                "b.1",
                "A.1",
                "a.",
                "a.odd",
                "a.-1",
                "a.999999999999999.j_",
                "a.000000000000001",
                "d.odd",
                "d.-1",
                "d.'; DROP TABLE jobs; --",
                "d.99999999999999999999",
                "d.\u0000",
                "a.\u0000",
                "d.\uD83D\uDC0E",
                "null",
                "a.000000000000001.j_0/../x"
            })
    void aCursorThatNoListGaveIsRefused(String cursor) throws Exception {
        Api.Answer answer = api.get("/v1/jobs?cursor=" + encoded(cursor));
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().path("errors").path(0).path("pointer").asText())
                .isEqualTo("?cursor");
    }

    @Test
    void cursorsMadeUpInTheFormOfOursHarmNothing() throws Exception {
        for (long key : new long[] {0, -1, 1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            String inner = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(("k" + key).getBytes(StandardCharsets.UTF_8));
            assertThat(api.get("/v1/jobs?cursor=" + encoded("d." + inner)).status())
                    .isIn(200, 422);
        }
        assertThat(api.get("/v1/jobs?cursor=" + "d.".repeat(3_000)).status()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state=",
                "state=odd",
                "state=RUNNING",
                "state=ended&state=ended",
                "limit=0",
                "limit=1001",
                "page=2"
            })
    void whatIsNoQueryOfAListIsRefused(String query) throws Exception {
        assertThat(api.get("/v1/jobs?" + query).status()).isEqualTo(422);
    }
}
