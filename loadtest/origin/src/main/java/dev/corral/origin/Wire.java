package dev.corral.origin;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.http.impl.HttpServerConnection;

/// The socket below an exchange, for answers that no honest server gives. The only place that knows Vert.x's
/// internals of a connection.
///
/// After the first use the exchange is to be ended by this wire and no longer by its response.
final class Wire {
    private final Exchange exchange;
    private final Channel channel;

    private Wire(Exchange exchange, Channel channel) {
        this.exchange = exchange;
        this.channel = channel;
    }

    static Wire of(Exchange exchange) {
        HttpServerConnection connection =
                (HttpServerConnection) exchange.request().connection();
        return new Wire(exchange, connection.channelHandlerContext().channel());
    }

    /// Sends these bytes as they are, past the HTTP encoder.
    void send(byte[] bytes) {
        ByteBuf raw = Unpooled.wrappedBuffer(bytes);
        // The first handler of the pipeline writes straight to the transport.
        var _ = channel.pipeline().firstContext().writeAndFlush(raw);
    }

    /// Closes in order (FIN): the answer has been given as it was meant.
    void close() {
        exchange.playedOut();
        var _ = channel.close();
    }

    /// Resets the connection (RST): the answer has been given as it was meant.
    void reset() {
        exchange.playedOut();
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        var _ = channel.close();
    }
}
