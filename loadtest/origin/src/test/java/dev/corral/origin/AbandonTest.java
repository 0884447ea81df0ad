package dev.corral.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AbandonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/delay?ms=3600000",
                "/stall",
                "/stall?at=head",
                "/stall?at=body",
                "/drip?every_ms=3600000",
                "/slow-headers?every_ms=3600000",
                "/limit?conc=9&ms=3600000",
                "/infinite",
                "/gzip-bomb?mib=1000000000"
            })
    void clientsThatLeaveBeforeTheEndAreCounted(String target) throws IOException {
        try (RunningOrigin origin = new RunningOrigin()) {
            String path = target.split("\\?", 2)[0];
            List<Socket> sockets = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                sockets.add(origin.raw(target));
            }
            JsonObject before = origin.seen(path, seen -> seen.getLong("requests") == 3);
            assertThat(before.getLong("in_flight")).isEqualTo(3);
            for (Socket socket : sockets) {
                socket.close();
            }
            JsonObject after = origin.seen(path, seen -> seen.getLong("in_flight") == 0);
            assertThat(after.getLong("abandoned")).isEqualTo(3);
            assertThat(after.getLong("highest_concurrency")).isEqualTo(3);
        }
    }
}
