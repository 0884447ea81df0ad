package dev.corral.server.fetch;

import dev.corral.server.guard.Host;
import dev.corral.server.guard.Scheme;
import dev.corral.server.guard.Target;
import dev.corral.server.run.Waits;
import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;

/// An event loop and the HTTP client that belongs to it: a client that is shared by two loops is slower.
final class FetchLoop {
    private final TimeLimits limits;
    private final Context context;
    private final HttpClient client;
    private final String userAgent;

    FetchLoop(TimeLimits limits, Context context, HttpClient client, String userAgent) {
        this.limits = limits;
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
    Answer attempt(FetchCall call, InetAddress address, Phases.Limits own) throws InterruptedException {
        return Waits.await("fetch", suspension -> {
            Attempt attempt = new Attempt(new Phases(limits, own), call, suspension);
            // What runs on the context runs in order: a cancellation never overtakes the beginning.
            suspension.onCancel(() -> context.runOnContext(ignored -> attempt.cancel()));
            context.runOnContext(ignored -> attempt.begin(client, options(call, address), userAgent));
        });
    }

    private RequestOptions options(FetchCall call, InetAddress address) {
        Target target = call.target();
        // Headers are set on the request: here they would be copied.
        return new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(target.port(), text(address, target.host())))
                .setHost(target.host().text())
                .setPort(target.port())
                .setSsl(target.scheme() == Scheme.HTTPS)
                .setMethod(HttpMethod.valueOf(call.method().name()))
                .setURI(target.requestTarget())
                .setConnectTimeout(call.timeouts().connect().toMillis());
    }

    private static String text(InetAddress address, Host host) {
        return host instanceof Host.Literal literal ? literal.text() : address.getHostAddress();
    }
}
