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
import java.util.List;

/// Requests that are not HTTP as it is spoken here: they are answered with a problem, like any other that is refused.
/// On the event loop.
final class MalformedHttp {
    private MalformedHttp() {}

    /// Fields of which only the first would be looked at here, and perhaps the last by whoever stands in front.
    private static final List<CharSequence> ONCE = List.of(
            HttpHeaders.HOST,
            HttpHeaders.AUTHORIZATION,
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.TRANSFER_ENCODING,
            "Idempotency-Key");

    /// A connection has come. Vert.x answers a version that it does not know by itself, without a word, and takes heads
    /// that can be understood in two ways (RFC 9112, sections 3.2 and 6.3): here such a request counts as one that
    /// could not be decoded.
    static void watch(HttpConnection connection) {
        if (connection instanceof ConnectionBase base) {
            ChannelHandlerContext last = base.channelHandlerContext();
            ChannelPipeline pipeline = last.pipeline();
            pipeline.addBefore(last.name(), "heads", Heads.CHECK);
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
    private static final class Heads extends ChannelInboundHandlerAdapter {
        static final Heads CHECK = new Heads();

        @Override
        public void channelRead(ChannelHandlerContext channel, Object message) {
            if (message instanceof HttpRequest request) {
                if (!isKnown(request.protocolVersion())) {
                    request.setDecoderResult(DecoderResult.failure(new DecoderException("unknown version of HTTP")));
                } else if (!isClear(request)) {
                    request.setDecoderResult(DecoderResult.failure(new DecoderException("ambiguous head")));
                }
            }
            channel.fireChannelRead(message);
        }

        private static boolean isKnown(HttpVersion version) {
            return version.equals(HttpVersion.HTTP_1_1) || version.equals(HttpVersion.HTTP_1_0);
        }

        /// A body in another coding than chunks would be framed by its length, if it has one.
        private static boolean isClear(HttpRequest request) {
            for (CharSequence name : ONCE) {
                if (request.headers().getAll(name).size() > 1) {
                    return false;
                }
            }
            String coding = request.headers().get(HttpHeaders.TRANSFER_ENCODING);
            return coding == null || coding.strip().equalsIgnoreCase("chunked");
        }
    }
}
