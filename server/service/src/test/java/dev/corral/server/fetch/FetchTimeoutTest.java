package dev.corral.server.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.corral.server.RawOrigin;
import dev.corral.server.RunningServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Each phase of a fetch has a limit and an error kind of its own.
final class FetchTimeoutTest {
    private static String errorKind(RawOrigin.Script script, String defaults) throws Exception {
        try (RawOrigin origin = RawOrigin.open(script);
                RunningServer server = RunningServer.fetchingFrom(origin)) {
            JsonNode item = server.fetch(origin.url(), ",'defaults':{" + defaults + "}");
            return item.path("error").path("kind").asText();
        }
    }

    /// Writes now and again until the service closes the connection.
    private static void drip(RawOrigin.Peer peer, String drop) throws java.io.IOException {
        CountDownLatch never = new CountDownLatch(1);
        try {
            while (!never.await(20, TimeUnit.MILLISECONDS)) {
                peer.write(drop);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void noAnswerWithinTheFirstByteLimit() throws Exception {
        assertThat(errorKind(
                        peer -> {
                            peer.readHead();
                            peer.awaitEnd();
                        },
                        "'first_byte_timeout_ms':100"))
                .isEqualTo("timeout_first_byte");
    }

    @Test
    void headersThatDripCountAsNoFirstByte() throws Exception {
        assertThat(errorKind(
                        peer -> {
                            peer.readHead();
                            peer.write("HTTP/1.1 200 OK\r\nX-Slow: ");
                            drip(peer, "x");
                        },
                        "'first_byte_timeout_ms':300"))
                .isEqualTo("timeout_first_byte");
    }

    @Test
    void aBodyThatStopsIsIdle() throws Exception {
        assertThat(errorKind(
                        peer -> {
                            peer.readHead();
                            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome");
                            peer.awaitEnd();
                        },
                        "'idle_timeout_ms':150"))
                .isEqualTo("timeout_idle");
    }

    @Test
    void aBodyThatDripsForEverMeetsTheTotal() throws Exception {
        assertThat(errorKind(
                        peer -> {
                            peer.readHead();
                            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
                            drip(peer, "x");
                        },
                        "'timeout_ms':500,'idle_timeout_ms':5000"))
                .isEqualTo("timeout_total");
    }

    @Test
    void theShorterOfTwoLimitsIsTold() throws Exception {
        assertThat(errorKind(
                        peer -> {
                            peer.readHead();
                            peer.awaitEnd();
                        },
                        "'timeout_ms':100,'first_byte_timeout_ms':5000"))
                .isEqualTo("timeout_total");
    }

    /// The kernel drops connection requests to a listener whose queue is full.
    @Test
    void noConnectionWithinTheConnectLimit() throws Exception {
        List<Socket> fillers = new ArrayList<>();
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                RunningServer server = RunningServer.with(config -> config.withAllow(
                        List.of(dev.corral.server.guard.AllowRule.parse("127.0.0.1/32:" + listener.getLocalPort()))))) {
            while (fill(listener, fillers)) {
                // Until one does not get through.
            }
            JsonNode item = server.fetch(
                    "http://127.0.0.1:" + listener.getLocalPort() + "/", ",'defaults':{'connect_timeout_ms':200}");
            assertThat(item.path("error").path("kind").asText()).isEqualTo("timeout_connect");
        } finally {
            for (Socket filler : fillers) {
                filler.close();
            }
        }
    }

    private static boolean fill(ServerSocket listener, List<Socket> fillers) throws java.io.IOException {
        Socket filler = new Socket();
        fillers.add(filler);
        try {
            filler.connect(listener.getLocalSocketAddress(), 200);
            return fillers.size() < 50;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        }
    }

    @Test
    void anItemsOwnLimitGoesBeforeTheDefault() throws Exception {
        try (RawOrigin origin = RawOrigin.silent();
                RunningServer server = RunningServer.fetchingFrom(origin)) {
            JsonNode item = server.run("{'kind':'fetch','items':[{'url':'" + origin.url() + "','timeout_ms':80}]}")
                    .item(0);
            assertThat(item.path("error").path("kind").asText()).isEqualTo("timeout_total");
            assertThat(item.path("error").path("detail").asText()).contains("80 ms");
        }
    }

    @Test
    void nothingIsLeftOfAFetchThatTimedOut() throws Exception {
        try (RawOrigin origin = RawOrigin.silent();
                RunningServer server = RunningServer.fetchingFrom(origin)) {
            server.fetch(origin.url(), ",'defaults':{'timeout_ms':80}");
            dev.corral.server.Patience.until("the connection is closed", () -> origin.connections() == 0);
        }
    }
}
