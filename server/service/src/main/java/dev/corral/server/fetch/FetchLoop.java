package dev.corral.server.fetch;

import dev.corral.server.guard.Host;
import dev.corral.server.guard.Scheme;
import dev.corral.server.guard.Target;
import dev.corral.server.run.Waits;
import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.util.Map;

/// An event loop and the HTTP client that belongs to it: a client that is shared by two loops is slower.
final class FetchLoop {
    private final Vertx vertx;
    private final Context context;
    private final HttpClient client;
    private final String userAgent;

    FetchLoop(Vertx vertx, Context context, HttpClient client, String userAgent) {
        this.vertx = vertx;
        this.context = context;
        this.client = client;
        this.userAgent = userAgent;
    }

    boolean runsOn(EventLoop loop) {
        return loop.equals(((ContextInternal) context).nettyEventLoop());
    }

    Context context() {
        return context;
    }

    /// Makes one attempt and waits for its end. A checkpoint: a cancellation withdraws the request, and is
    /// seen here when that is done.
    ///
    /// @param address where to connect, already checked; the name is not looked up again
    Answer attempt(FetchCall call, InetAddress address, Phases.Limits limits) throws InterruptedException {
        return Waits.await("fetch", suspension -> {
            Attempt attempt = new Attempt(new Phases(vertx, limits), call, suspension);
            // What runs on the context runs in order: a cancellation never overtakes the beginning.
            suspension.onCancel(() -> context.runOnContext(ignored -> attempt.cancel()));
            context.runOnContext(ignored -> attempt.begin(client, options(call, address)));
        });
    }

    private RequestOptions options(FetchCall call, InetAddress address) {
        Target target = call.target();
        RequestOptions options = new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(target.port(), address.getHostAddress()))
                .setHost(text(target.host()))
                .setPort(target.port())
                .setSsl(target.scheme() == Scheme.HTTPS)
                .setMethod(HttpMethod.valueOf(call.method().name()))
                .setURI(target.requestTarget())
                .setConnectTimeout(call.timeouts().connect().toMillis())
                // Said here because the client would leave out the brackets of IPv6.
                .putHeader(HttpHeaders.HOST, target.authority())
                .putHeader(HttpHeaders.ACCEPT_ENCODING, Coding.OFFERED)
                .putHeader(HttpHeaders.USER_AGENT, userAgent);
        for (Map.Entry<String, String> header : call.headers().entrySet()) {
            options.putHeader(header.getKey(), header.getValue());
        }
        return options;
    }

    private static String text(Host host) {
        return switch (host) {
            case Host.Name(String name) -> name;
            case Host.Literal literal -> literal.text();
        };
    }
}
