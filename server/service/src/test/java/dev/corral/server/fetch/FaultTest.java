package dev.corral.server.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.stream.ErrorKind;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/// What the client's exceptions become.
final class FaultTest {
    private static ErrorKind kind(Throwable cause, boolean connected) {
        return Fault.of(cause, connected).kind();
    }

    @Test
    void beforeTheConnectionStoodItIsAConnectFault() {
        assertThat(kind(new ConnectException("refused"), false)).isEqualTo(ErrorKind.CONNECT);
        assertThat(kind(new ClosedChannelException(), false)).isEqualTo(ErrorKind.CONNECT);
        assertThat(kind(new IOException("unreachable"), false)).isEqualTo(ErrorKind.CONNECT);
        assertThat(kind(new ConnectTimeoutException("slow"), false)).isEqualTo(ErrorKind.TIMEOUT_CONNECT);
        assertThat(kind(new SSLHandshakeException("bad"), false)).isEqualTo(ErrorKind.TLS);
    }

    @Test
    void afterwardsItIsAReset() {
        assertThat(kind(new IOException("Connection reset by peer"), true)).isEqualTo(ErrorKind.RESET);
        assertThat(kind(new HttpClosedException("closed"), true)).isEqualTo(ErrorKind.RESET);
        assertThat(kind(new StreamResetException(0), true)).isEqualTo(ErrorKind.RESET);
        assertThat(kind(new VertxException("closed"), true)).isEqualTo(ErrorKind.RESET);
    }

    @Test
    void whatCannotBeDecodedIsAProtocolFault() {
        assertThat(kind(new DecoderException("rubbish"), true)).isEqualTo(ErrorKind.PROTOCOL);
        assertThat(kind(new IllegalArgumentException("rubbish"), true)).isEqualTo(ErrorKind.PROTOCOL);
    }

    @Test
    void noMessageIsPassedOn() {
        assertThat(Fault.of(new IOException("to 10.1.2.3"), true).detail()).doesNotContain("10.1.2.3");
        assertThat(Fault.of(new RuntimeException("to 10.1.2.3"), true).detail()).doesNotContain("10.1.2.3");
    }
}
