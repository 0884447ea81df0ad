package dev.corral.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.Patience;
import dev.corral.server.RawClient;
import dev.corral.server.RawOrigin;
import dev.corral.server.RunningServer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StalledReaderMetricsTest {
    private static final int RECEIVE_BYTES = 16 * 1024;

    private static String job(RawOrigin origin) {
        return IntStream.range(0, 2000)
                .mapToObj(i -> "'" + origin.url() + i + "'")
                .collect(Collectors.joining(
                        ",", "{'kind':'fetch','items':[", "],'defaults':{'capture':'text'},'buffer':4}"));
    }

    @Test
    void aReaderThatStopsIsSeenAtEveryStageUntilItLeaves() throws Exception {
        try (RawOrigin origin = RawOrigin.answering(RawOrigin.ok("x".repeat(10_000)));
                RunningServer server = RunningServer.fetchingFrom(origin)) {
            try (RawClient client = RawClient.connect(server.port(), RECEIVE_BYTES)) {
                client.postJob(job(origin));
                Patience.until("the reader is behind", () -> server.metric("corral_streams_stalled") == 1);
                Patience.until(
                        "the results are stuck",
                        () -> server.metric("corral_channel_waiting{channel=\"results\",side=\"send\"}") > 0);
                assertThat(server.metric("corral_channel_waiting{channel=\"reader\",side=\"send\"}"))
                        .isEqualTo(1);
                assertThat(server.metric("corral_stream_stalls_total")).isGreaterThanOrEqualTo(1);
                assertThat(server.metric("corral_streams_open")).isEqualTo(1);
                assertThat(server.metric("corral_connections_open")).isEqualTo(1);
                assertThat(server.metric("corral_channel_items{channel=\"results\"}"))
                        .isEqualTo(server.metric("corral_channel_capacity{channel=\"results\"}"));
                client.reset();
            }
            server.awaitIdle();
            Patience.until("the stream is over", () -> server.metric("corral_streams_open") == 0);
            assertThat(server.metric("corral_streams_stalled")).isZero();
            Patience.until("the connection is gone", () -> server.metric("corral_connections_open") == 0);
        }
    }

    @Test
    void aReaderThatKeepsUpIsNot() throws Exception {
        try (RawOrigin origin = RawOrigin.answering(RawOrigin.ok("x"));
                RunningServer server = RunningServer.fetchingFrom(origin)) {
            var _ = server.run("{'kind':'fetch','items':['" + origin.url() + "']}");
            Patience.until("the stream is over", () -> server.metric("corral_streams_open") == 0);
            assertThat(server.metric("corral_stream_stalls_total")).isZero();
            assertThat(server.metric("corral_stream_bytes_total")).isPositive();
        }
    }
}
