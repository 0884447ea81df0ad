package dev.corral.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.Socket;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RefusalTest {
    @Test
    void redirectLeadsThroughItsHopsToTheTarget() {
        try (RunningOrigin origin = new RunningOrigin()) {
            String target = "/redirect?n=3&code=307&to=%2Fbytes%3Fn%3D2%26x%3D1";
            for (int hops = 0; hops < 3; hops++) {
                RunningOrigin.Answer answer = origin.get(target);
                assertThat(answer.status()).isEqualTo(307);
                target = answer.headers().get(HttpHeaders.LOCATION);
            }
            assertThat(target).isEqualTo("/bytes?n=2&x=1");
        }
    }

    @Test
    void tooManyRequestsSaysWhenToComeBack() {
        try (RunningOrigin origin = new RunningOrigin()) {
            RunningOrigin.Answer answer = origin.get("/429?retry_after=17");
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.headers().get(HttpHeaders.RETRY_AFTER)).isEqualTo("17");
        }
    }

    @Test
    void flapIsUpInTheFirstHalfOfEachPeriod() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochMilli(1_000));
        try (RunningOrigin origin = new RunningOrigin(now::get, 1)) {
            for (int millis : List.of(0, 4, 10, 14)) {
                now.set(Instant.ofEpochMilli(1_000 + millis));
                assertThat(origin.get("/flap?period_ms=10").status()).isEqualTo(200);
                now.set(Instant.ofEpochMilli(1_005 + millis));
                assertThat(origin.get("/flap?period_ms=10").status()).isEqualTo(503);
            }
        }
    }

    @Test
    void limitRefusesWhatIsBeyondAndServesAgainAfterwards() {
        try (RunningOrigin origin = new RunningOrigin()) {
            String target = "/limit?conc=2&ms=600";
            Future<RunningOrigin.Answer> first = origin.fetch(HttpMethod.GET, target);
            Future<RunningOrigin.Answer> second = origin.fetch(HttpMethod.GET, target);
            assertThat(origin.seen("/limit", seen -> seen.getLong("in_flight") == 2))
                    .isNotNull();
            RunningOrigin.Answer refused = origin.get(target);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.headers().get(HttpHeaders.RETRY_AFTER)).isEqualTo("1");
            assertThat(RunningOrigin.await(origin.fetch(HttpMethod.GET, target, "another.test"))
                            .status())
                    .isEqualTo(200);
            assertThat(RunningOrigin.await(first).status()).isEqualTo(200);
            assertThat(RunningOrigin.await(second).status()).isEqualTo(200);
            assertThat(origin.get(target).status()).isEqualTo(200);
        }
    }

    @Test
    void limitGivesThePlaceOfAClientThatLeftToTheNext() throws IOException {
        try (RunningOrigin origin = new RunningOrigin()) {
            try (Socket socket = origin.raw("/limit?conc=1&ms=3600000")) {
                assertThat(socket.isConnected()).isTrue();
                assertThat(origin.seen("/limit", seen -> seen.getLong("in_flight") == 1))
                        .isNotNull();
            }
            assertThat(origin.seen("/limit", seen -> seen.getLong("in_flight") == 0))
                    .isNotNull();
            Future<RunningOrigin.Answer> next = origin.fetch(HttpMethod.GET, "/limit?conc=1&ms=0", "raw");
            assertThat(RunningOrigin.await(next).status()).isEqualTo(200);
        }
    }
}
