package dev.corral.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.Records;
import dev.corral.server.RunningServer;
import dev.corral.server.guard.AllowRule;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Whatever is fetched, there are as many time series as before.
class SeriesBoundTest {
    private static final int HOSTS = 10_000;
    /// Those of the service and of its process, all buckets included.
    private static final int MOST_SERIES = 900;

    /// Everything before the value.
    private static Set<String> series(RunningServer server) throws IOException {
        return server.get("/metrics")
                .lines()
                .filter(line -> !line.startsWith("#") && !line.startsWith("jvm_"))
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// One that nobody listens on.
    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String jobOver(int hosts, int port) {
        return IntStream.range(0, hosts)
                .mapToObj(i -> "'http://127.1." + i / 250 + "." + (i % 250 + 1) + ":" + port + "/'")
                .collect(Collectors.joining(
                        ",",
                        "{'kind':'fetch','name':'many','labels':{'team':'a'},'items':[",
                        "],'retry':{'max_attempts':1},'concurrency':{'max':64,'per_host':1}}"));
    }

    @Test
    void tenThousandHostsAddNone() throws Exception {
        int port = closedPort();
        try (RunningServer server =
                RunningServer.with(config -> config.withAllow(List.of(AllowRule.parse("127.0.0.0/8:" + port))))) {
            Set<String> before = series(server);
            Records records = server.run(jobOver(HOSTS, port));
            assertThat(records.end().path("counts").path("failed").asInt()).isEqualTo(HOSTS);
            assertThat(server.metric("corral_item_errors_total{error=\"connect\",kind=\"fetch\"}"))
                    .isEqualTo(HOSTS);
            assertThat(series(server)).isEqualTo(before).hasSizeLessThan(MOST_SERIES);
        }
    }
}
