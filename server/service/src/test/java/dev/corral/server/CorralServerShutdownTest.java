package dev.corral.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corral.nursery.NurseryFailed;
import dev.corral.server.config.ServerConfig;
import dev.corral.server.store.StoreException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The way from `stop` to the end, and what a start leaves that goes wrong.
final class CorralServerShutdownTest {
    private static RunningServer server(RawOrigin origin, ServerConfig.Drain drain) throws Exception {
        return RunningServer.with(
                config -> config.withAllow(RunningServer.rules(origin)).with(drain));
    }

    private static String job(RawOrigin origin, int items) {
        String urls = IntStream.range(0, items)
                .mapToObj(i -> "'" + origin.url() + i + "'")
                .collect(Collectors.joining(","));
        return "{'kind':'fetch','items':[" + urls + "],'defaults':{'timeout_ms':60000,'first_byte_timeout_ms':60000}}";
    }

    @Test
    void readinessGoesFirstAndJobsAreStillTaken() throws Exception {
        try (RawOrigin origin = RawOrigin.answering(RawOrigin.ok("x"));
                RunningServer server =
                        server(origin, new ServerConfig.Drain(Duration.ofSeconds(2), Duration.ofSeconds(5)))) {
            assertThat(server.get("/health/ready")).isEqualTo("ok\n");
            server.stop();
            Patience.until("not ready", () -> server.get("/health/ready").equals("no\n"));
            assertThat(server.get("/health/live")).isEqualTo("ok\n");
            assertThat(server.fetch(origin.url(), "").path("outcome").asText()).isEqualTo("ok");
        }
    }

    @Test
    void newJobsAreTurnedAwayWhileRunningOnesEnd() throws Exception {
        try (RawOrigin origin = RawOrigin.silent();
                RunningServer server = server(origin, new ServerConfig.Drain(Duration.ZERO, Duration.ofSeconds(20)));
                RawClient running = server.client();
                RawClient late = server.client()) {
            running.postJob(job(origin, 1));
            Patience.until("the job runs", () -> origin.requests() == 1);
            server.stop();
            Patience.until("not ready", () -> server.get("/health/ready").equals("no\n"));
            Patience.until("turned away", () -> {
                try (RawClient client = server.client()) {
                    return client.postJob("{'kind':'fetch','items':[]}").head().status() == 503;
                }
            });
            RawClient.Answer refused =
                    late.postJob("{'kind':'fetch','items':[]}").answer();
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("retry-after")).isNotNull();
            assertThat(refused.header("ratelimit")).isEqualTo("\"service\";r=0;t=1");
            assertThat(refused.header("ratelimit-policy")).isEqualTo("\"service\";q=0");
            assertThat(server.hasEnded()).isFalse();
            running.leave();
            server.awaitEnd();
        }
    }

    @Test
    void jobsThatOutlastTheGraceEndWithAnEndRecord() throws Exception {
        try (RawOrigin origin = RawOrigin.silent();
                RunningServer server = server(origin, new ServerConfig.Drain(Duration.ZERO, Duration.ofMillis(100)));
                RawClient client = server.client()) {
            client.postJob(job(origin, 50));
            Patience.until("the job runs", () -> origin.requests() == 6);
            server.stop();
            Records records = Records.of(client.answer());
            assertThat(records.end().path("outcome").asText()).isEqualTo("cancelled");
            assertThat(records.end().path("cause").asText()).isEqualTo("shutdown");
            assertThat(records.end().path("counts").path("cancelled").asInt()).isEqualTo(6);
            assertThat(records.end().path("counts").path("not_started").asInt()).isEqualTo(44);
            server.awaitEnd();
            Patience.until("nothing is left at the origin", () -> origin.connections() == 0);
        }
    }

    @Test
    void aJobWhoseBodyIsStillComingWhenTheOthersAreCutShortEndsLikeThem() throws Exception {
        try (RawOrigin origin = RawOrigin.silent();
                RunningServer server = server(origin, new ServerConfig.Drain(Duration.ZERO, Duration.ofMillis(100)));
                RawClient running = server.client();
                RawClient coming = server.client();
                Api api = new Api(server.port())) {
            running.postJob(job(origin, 1));
            Patience.until("the job runs", () -> origin.requests() == 1);
            String late = job(origin, 3).replace('\'', '"');
            coming.send("POST /v1/jobs HTTP/1.1\r\nHost: c\r\nContent-Type: application/json\r\nContent-Length: "
                    + late.length() + "\r\n\r\n" + late.substring(0, 10));
            Patience.until("both are served", () -> api.get("/v1/tree").body().split("job exchange", -1).length > 2);
            server.stop();
            assertThat(Records.of(running.answer()).end().path("cause").asText())
                    .isEqualTo("shutdown");
            coming.send(late.substring(10));
            Records records = Records.of(coming.answer());
            assertThat(records.end().path("cause").asText()).isEqualTo("shutdown");
            assertThat(records.end().path("counts").path("not_started").asInt()).isEqualTo(3);
            assertThat(origin.requests()).isEqualTo(1);
            server.awaitEnd();
        }
    }

    @Test
    void storedJobsThatWaitForTheirTurnDoNotBeginWhileTheServiceEnds() throws Exception {
        int turns = 64;
        try (RawOrigin origin = RawOrigin.silent();
                RunningServer server = server(origin, new ServerConfig.Drain(Duration.ZERO, Duration.ZERO));
                Api api = new Api(server.port())) {
            for (int i = 0; i < turns + 6; i++) {
                api.detach(job(origin, 1));
            }
            Patience.until("as many run as may", () -> origin.requests() == turns);
            server.stop();
            server.awaitEnd();
            assertThat(origin.requests()).isEqualTo(turns);
        }
    }

    @Test
    void aReaderThatDoesNotReadHoldsNobodyUp() throws Exception {
        try (RawOrigin origin = RawOrigin.answering(RawOrigin.ok("x".repeat(10_000)));
                RunningServer server = server(origin, new ServerConfig.Drain(Duration.ZERO, Duration.ZERO));
                RawClient client = RawClient.connect(server.port(), 16 * 1024)) {
            client.postJob(job(origin, 4000).replace("'defaults':{", "'defaults':{'capture':'text',"));
            Patience.until("the job runs", () -> origin.requests() > 10);
            server.stop();
            server.awaitEnd();
        }
    }

    @Test
    void anUploadThatIsNotFinishedHoldsNobodyUp() throws Exception {
        try (RawOrigin origin = RawOrigin.silent();
                RunningServer server = server(origin, new ServerConfig.Drain(Duration.ZERO, Duration.ofMillis(50)));
                RawClient client = server.client()) {
            client.send("POST /v1/jobs HTTP/1.1\r\nHost: c\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 1000\r\n\r\n{");
            server.stop();
            server.awaitEnd();
        }
    }

    @Test
    @Timeout(30)
    void stoppingAtTheReadyCallbackEndsTheServiceToo()
            throws CannotListenException, StoreException, NurseryFailed, InterruptedException {
        CorralServer[] server = new CorralServer[1];
        server[0] = new CorralServer(ServerConfig.defaults()
                .with(ServerConfig.Listen.anywhere("127.0.0.1"))
                .with(new ServerConfig.Drain(Duration.ZERO, Duration.ZERO)));
        List<Integer> ports = new ArrayList<>();
        server[0].serve(bound -> {
            ports.add(bound.port());
            server[0].stop();
        });
        assertThat(ports)
                .singleElement()
                .satisfies(port ->
                        assertThatThrownBy(() -> RawClient.connect(port)).isInstanceOf(ConnectException.class));
    }

    @Test
    void aPortInUseIsToldAndNothingIsLeftRunning() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() ->
                            RunningServer.with(config -> config.with(new ServerConfig.Listen("127.0.0.1", port, 0))))
                    .hasCauseInstanceOf(CannotListenException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1:" + port);
            assertThatThrownBy(() ->
                            RunningServer.with(config -> config.with(new ServerConfig.Listen("127.0.0.1", 0, port))))
                    .hasCauseInstanceOf(CannotListenException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1:" + port);
        }
        Patience.until(
                "no loop is left",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("vert.x-eventloop")));
    }
}
