package dev.corral.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeenTest {
    private static JsonObject ofPath(JsonObject report, String path) {
        return report.getJsonObject("paths").getJsonObject(path);
    }

    @Test
    void countsPerPathPerHostAndInTotal() {
        try (RunningOrigin origin = new RunningOrigin()) {
            for (String host : new String[] {"a.test", "a.test", "b.test:81"}) {
                assertThat(RunningOrigin.await(origin.fetch(HttpMethod.GET, "/bytes?n=1", host))
                                .status())
                        .isEqualTo(200);
            }
            assertThat(origin.get("/nothing").status()).isEqualTo(404);
            JsonObject report = origin.seen();
            assertThat(report.getJsonObject("total").getLong("requests")).isEqualTo(4);
            assertThat(ofPath(report, "/bytes").getLong("requests")).isEqualTo(3);
            assertThat(ofPath(report, "/nothing").getLong("requests")).isEqualTo(1);
            JsonObject hosts = report.getJsonObject("hosts");
            assertThat(hosts.getJsonObject("a.test").getLong("requests")).isEqualTo(2);
            assertThat(hosts.getJsonObject("b.test:81").getLong("requests")).isEqualTo(1);
        }
    }

    @Test
    void doesNotCountItself() {
        try (RunningOrigin origin = new RunningOrigin()) {
            assertThat(origin.send(HttpMethod.POST, "/mark").status()).isEqualTo(200);
            JsonObject first = origin.seen();
            JsonObject second = origin.seen();
            assertThat(second.getJsonObject("total").getLong("requests")).isZero();
            assertThat(second.getJsonObject("paths")).isEqualTo(first.getJsonObject("paths"));
            assertThat(second.getJsonObject("paths").isEmpty()).isTrue();
        }
    }

    @Test
    void highestConcurrencyIsThatOfTheRequestsInFlight() {
        try (RunningOrigin origin = new RunningOrigin()) {
            Future<?> together = Future.all(IntStream.range(0, 7)
                    .mapToObj(_ -> origin.fetch(HttpMethod.GET, "/delay?ms=600"))
                    .toList());
            assertThat(origin.seen("/delay", seen -> seen.getLong("requests") == 7)
                            .getLong("in_flight"))
                    .isEqualTo(7);
            var _ = RunningOrigin.await(together);
            assertThat(origin.get("/delay?ms=1").status()).isEqualTo(200);
            JsonObject after = origin.seen("/delay", seen -> seen.getLong("in_flight") == 0);
            assertThat(after.getLong("highest_concurrency")).isEqualTo(7);
            assertThat(after.getLong("requests")).isEqualTo(8);
            assertThat(after.getLong("abandoned")).isZero();
        }
    }

    @Test
    void markStartsCountingAnew() {
        try (RunningOrigin origin = new RunningOrigin()) {
            assertThat(origin.get("/bytes").status()).isEqualTo(200);
            JsonObject mark = origin.send(HttpMethod.POST, "/mark").body().toJsonObject();
            assertThat(ofPath(origin.seen(), "/bytes").getLong("since_mark")).isZero();
            assertThat(origin.get("/bytes").status()).isEqualTo(200);
            JsonObject report = origin.seen();
            assertThat(report.getLong("mark_ms")).isEqualTo(mark.getLong("mark_ms"));
            assertThat(ofPath(report, "/bytes").getLong("since_mark")).isEqualTo(1);
            assertThat(ofPath(report, "/bytes").getLong("requests")).isEqualTo(2);
            assertThat(report.getJsonObject("total").getLong("since_mark")).isEqualTo(1);
        }
    }

    @Test
    void requestsInFlightAtTheMarkCountForConcurrencySinceIt() {
        Seen seen = new Seen(Instant::now);
        Visit early = seen.enter("/a", "h");
        long mark = seen.mark();
        early.answered();
        seen.enter("/a", "h").answered();
        JsonObject total = seen.report().getJsonObject("total");
        assertThat(mark).isPositive();
        assertThat(total.getLong("since_mark")).isEqualTo(1);
        assertThat(total.getLong("highest_since_mark")).isEqualTo(1);
    }

    @Test
    void timesAreThoseOfTheFirstAndTheLastRequest() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochMilli(5));
        Seen seen = new Seen(now::get);
        seen.enter("/a", "h").answered();
        now.set(Instant.ofEpochMilli(9));
        Visit last = seen.enter("/a", "h");
        now.set(Instant.ofEpochMilli(12));
        last.answered();
        JsonObject path = ofPath(seen.report(), "/a");
        assertThat(path.getLong("first_ms")).isEqualTo(5);
        assertThat(path.getLong("last_ms")).isEqualTo(9);
    }

    @Test
    void visitEndsOnce() {
        Seen seen = new Seen(Instant::now);
        Visit visit = seen.enter("/a", "h");
        visit.answered();
        visit.abandoned();
        JsonObject total = seen.report().getJsonObject("total");
        assertThat(total.getLong("in_flight")).isZero();
        assertThat(total.getLong("abandoned")).isZero();
    }

    @Test
    void keysBeyondTheBoundAreCountedTogether() {
        Seen seen = new Seen(Instant::now);
        IntStream.range(0, BoundedTable.MAX_KEYS + 50)
                .forEach(i -> seen.enter("/" + i, "h").answered());
        seen.enter("/" + "x".repeat(BoundedTable.MAX_KEY_CHARS), "h").answered();
        JsonObject paths = seen.report().getJsonObject("paths");
        assertThat(paths.size()).isEqualTo(BoundedTable.MAX_KEYS + 1);
        assertThat(paths.getJsonObject(BoundedTable.OTHER).getLong("requests")).isEqualTo(51);
    }

    @Test
    void wrongMethodIsRefusedAndSaysTheRightOne() {
        try (RunningOrigin origin = new RunningOrigin()) {
            RunningOrigin.Answer answer = origin.get("/mark");
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.text()).isEqualTo("method is GET; expected POST\n");
            assertThat(origin.send(HttpMethod.POST, "/seen").status()).isEqualTo(405);
        }
    }
}
