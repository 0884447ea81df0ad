package dev.corral.server.fetch;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpClientCodec;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;

/// What a peer has sent beyond the answer that has just ended.
///
/// The client hands the connection on with such bytes in its decoder, where they become the beginning of the
/// next answer: a status line and the name of a header choose that answer's status. As long as they are no whole
/// head nobody but the decoder knows of them, and it tells only its subclasses; so it is asked in their place.
final class Excess {
    private static final MethodHandle DECODER;
    private static final MethodHandle BUFFER;

    static {
        try {
            DECODER = within(CombinedChannelDuplexHandler.class)
                    .findVirtual(
                            CombinedChannelDuplexHandler.class,
                            "inboundHandler",
                            MethodType.methodType(ChannelInboundHandler.class))
                    .asType(MethodType.methodType(ByteToMessageDecoder.class, HttpClientCodec.class));
            BUFFER = within(ByteToMessageDecoder.class)
                    .findVirtual(ByteToMessageDecoder.class, "internalBuffer", MethodType.methodType(ByteBuf.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Excess() {}

    private static Lookup within(Class<?> type) throws IllegalAccessException {
        return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
    }

    /// Whether there is any, asked on the connection's loop while the end of an answer is told. Line ends do not
    /// count: some servers add them, and the decoder passes over them.
    static boolean follows(HttpConnection connection) {
        if (!(connection instanceof ConnectionBase base)) {
            return false;
        }
        HttpClientCodec codec = base.channelHandlerContext().pipeline().get(HttpClientCodec.class);
        if (codec == null) {
            return false;
        }
        ByteBuf rest = undecoded(codec);
        return rest.isReadable() && rest.forEachByte(b -> b == '\r' || b == '\n') >= 0;
    }

    private static ByteBuf undecoded(HttpClientCodec codec) {
        try {
            return (ByteBuf) BUFFER.invokeExact((ByteToMessageDecoder) DECODER.invokeExact(codec));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("the decoder of an HTTP connection cannot be asked", e);
        }
    }
}
