package dev.corral.server.fetch;

import dev.corral.server.job.Timeouts;
import dev.corral.server.stream.ErrorKind;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/// What the client's exceptions mean, in the words of the API. Messages of exceptions are not passed on: they
/// hold addresses.
record Fault(ErrorKind kind, String detail) {
    static Fault of(Throwable cause, boolean connected) {
        return switch (cause) {
            case SSLException _ -> new Fault(ErrorKind.TLS, "the TLS handshake failed");
            case ConnectTimeoutException _ -> new Fault(ErrorKind.TIMEOUT_CONNECT, "no connection in time");
            case TimeoutException _ -> new Fault(ErrorKind.TIMEOUT_CONNECT, "no connection in time");
            case ConnectException _ -> new Fault(ErrorKind.CONNECT, "the connection was refused");
            case ConnectionPoolTooBusyException _ ->
                new Fault(ErrorKind.CONNECT, "too many requests wait for a connection to this origin");
            case HttpClosedException _, StreamResetException _, ClosedChannelException _ -> broken(connected);
            case SocketException _ -> broken(connected);
            case IOException _ -> broken(connected);
            case VertxException _ -> broken(connected);
            // In the middle of a head; anywhere else the client says that the connection was closed.
            case PrematureChannelClosureException _ -> broken(connected);
            default -> new Fault(ErrorKind.PROTOCOL, "the answer is not HTTP as it should be");
        };
    }

    private static Fault broken(boolean connected) {
        return connected
                ? new Fault(ErrorKind.RESET, "the peer closed the connection before the answer was complete")
                : new Fault(ErrorKind.CONNECT, "no connection could be made");
    }

    static String timeoutDetail(ErrorKind limit, Timeouts timeouts) {
        return switch (limit) {
            case TIMEOUT_CONNECT -> "no connection within " + millis(timeouts.connect());
            case TIMEOUT_FIRST_BYTE -> "no byte within " + millis(timeouts.firstByte());
            case TIMEOUT_IDLE -> "nothing more for " + millis(timeouts.idle());
            default -> "not complete within " + millis(timeouts.total());
        };
    }

    private static String millis(Duration duration) {
        return duration.toMillis() + " ms";
    }
}
