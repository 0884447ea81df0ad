package dev.corral.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.BindException;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class OriginTest {
    @Test
    void loopsShareOneFreePortAndOneAccount() {
        try (RunningOrigin origin = new RunningOrigin(InstantSource.system(), 3)) {
            assertThat(origin.port()).isPositive();
            for (int i = 0; i < 9; i++) {
                assertThat(origin.get("/slow-headers?every_ms=1").text()).isEqualTo("slow\n");
            }
            assertThat(origin.seen("/slow-headers", seen -> seen.getLong("in_flight") == 0)
                            .getLong("requests"))
                    .isEqualTo(9);
        }
    }

    @Test
    void originsOfOneInstanceKeepAccountsOfTheirOwn() {
        try (RunningOrigin first = new RunningOrigin()) {
            Origin second = RunningOrigin.await(Origin.start(first.vertx(), OriginOptions.anyPort()));
            assertThat(second.port()).isPositive().isNotEqualTo(first.port());
            assertThat(first.get("/bytes").status()).isEqualTo(200);
            assertThat(first.seen().getJsonObject("total").getLong("requests")).isEqualTo(1);
        }
    }

    @Test
    void addressesAreAsManyHostsWithOneAccount() {
        try (RunningOrigin first = new RunningOrigin()) {
            Origin many = RunningOrigin.await(Origin.start(first.vertx(), new OriginOptions("127.0.0.1", 0, 1, 3)));
            String third = "127.0.0.3:" + many.port();
            assertThat(RunningOrigin.await(first.vertx()
                                    .createHttpClient()
                                    .request(HttpMethod.GET, many.port(), "127.0.0.3", "/bytes")
                                    .compose(request -> request.send().compose(HttpClientResponse::body)))
                            .length())
                    .isEqualTo(1024);
            JsonObject seen = RunningOrigin.await(first.vertx()
                            .createHttpClient()
                            .request(HttpMethod.GET, many.port(), "127.0.0.1", "/seen")
                            .compose(request -> request.send().compose(HttpClientResponse::body)))
                    .toJsonObject();
            assertThat(seen.getJsonObject("hosts").getJsonObject(third).getLong("requests"))
                    .isEqualTo(1);
        }
    }

    @Test
    void portInUseFailsTheStart() {
        try (RunningOrigin first = new RunningOrigin()) {
            Vertx other = Vertx.vertx();
            OriginOptions samePort = new OriginOptions("127.0.0.1", first.port(), 1);
            assertThatThrownBy(() -> RunningOrigin.await(Origin.start(other, samePort)))
                    .isInstanceOf(BindException.class);
            var _ = RunningOrigin.await(other.close());
        }
    }

    @Test
    void closedOriginFreesItsPort() {
        try (RunningOrigin first = new RunningOrigin()) {
            Origin second = RunningOrigin.await(Origin.start(first.vertx(), OriginOptions.anyPort()));
            var _ = RunningOrigin.await(second.close());
            OriginOptions samePort = new OriginOptions("127.0.0.1", second.port(), 1);
            Origin third = RunningOrigin.await(Origin.start(first.vertx(), samePort));
            assertThat(third.port()).isEqualTo(second.port());
        }
    }

    @Test
    void optionsOutOfRangeNameTheValueAndTheRange() {
        assertThatThrownBy(() -> new OriginOptions("127.0.0.1", 65_536, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("port is 65536; expected 0 (any free one) to 65535");
        assertThatThrownBy(() -> new OriginOptions("127.0.0.1", 0, 0)).hasMessage("loops is 0; expected 1 to 256");
        assertThatThrownBy(() -> new OriginOptions(" ", 0, 1)).hasMessageContaining("host is \" \"");
    }
}
