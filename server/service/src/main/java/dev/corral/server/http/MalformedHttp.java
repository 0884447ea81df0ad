package dev.corral.server.http;

import dev.corral.server.problem.Problem;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

/// Requests that are not HTTP as it is spoken here: they are answered with a problem, like any other that is refused.
/// On the event loop.
final class MalformedHttp {
    private MalformedHttp() {}

    /// A connection has come. Vert.x answers a version that it does not know by itself, without a word: here such a
    /// request counts as one that could not be decoded.
    static void watch(HttpConnection connection) {
        if (connection instanceof ConnectionBase base) {
            ChannelHandlerContext last = base.channelHandlerContext();
            ChannelPipeline pipeline = last.pipeline();
            pipeline.addBefore(last.name(), "versions", Versions.CHECK);
        }
    }

    /// Answers a request whose head could not be decoded.
    ///
    /// @return what it was told
    static Problem answer(HttpServerRequest request) {
        String detail = request.version() == null
                ? "the version of HTTP is none that is spoken here, expected HTTP/1.1 or HTTP/1.0"
                : "the request is not HTTP as it should be";
        Problem problem = Problem.malformed(Replies.newRequestId(), detail);
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        var _ = Replies.problem(request.response(), problem);
        return problem;
    }

    /// Whether what ended a body was the body itself, and not the connection under it.
    static boolean isMalformed(Throwable failure) {
        return failure instanceof DecoderException || failure instanceof IllegalArgumentException;
    }

    @ChannelHandler.Sharable
    private static final class Versions extends ChannelInboundHandlerAdapter {
        static final Versions CHECK = new Versions();

        @Override
        public void channelRead(ChannelHandlerContext channel, Object message) {
            if (message instanceof HttpRequest request && !isKnown(request.protocolVersion())) {
                request.setDecoderResult(DecoderResult.failure(new DecoderException("unknown version of HTTP")));
            }
            channel.fireChannelRead(message);
        }

        private static boolean isKnown(HttpVersion version) {
            return version.equals(HttpVersion.HTTP_1_1) || version.equals(HttpVersion.HTTP_1_0);
        }
    }
}
