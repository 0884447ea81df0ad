package dev.corral.server.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

final class MonitoringTest {
    @Test
    void aPortInUseIsLeftAlone() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
            assertThat(Monitoring.freePort(port)).isPositive().isNotEqualTo(port);
        }
        assertThat(Monitoring.freePort(port)).isEqualTo(port);
    }

    @Test
    void zeroIsAnyFreeOne() throws IOException {
        assertThat(Monitoring.freePort(0)).isPositive();
    }
}
