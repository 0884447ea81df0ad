package dev.corral.origin;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/// The server of one event loop. Loops that listen on the same address share its connections.
final class OriginLoop implements Deployable {
    private static final int ACCEPT_BACKLOG = 4096;

    private final SocketAddress address;
    private final Handler<HttpServerRequest> handler;
    private @Nullable HttpServer server;

    OriginLoop(SocketAddress address, Handler<HttpServerRequest> handler) {
        this.address = address;
        this.handler = handler;
    }

    @Override
    public Future<?> deploy(Context context) {
        HttpServer unbound = context.owner().createHttpServer(serverOptions()).requestHandler(handler);
        server = unbound;
        return unbound.listen(address);
    }

    @Override
    public Future<?> undeploy(Context context) {
        return server == null ? Future.succeededFuture() : server.close();
    }

    /// The port that it listens on, once deployed.
    int port() {
        if (server == null) {
            throw new IllegalStateException("the loop is not deployed; its port is known once it listens");
        }
        return server.actualPort();
    }

    private static HttpServerOptions serverOptions() {
        return new HttpServerOptions()
                .setAcceptBacklog(ACCEPT_BACKLOG)
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true)
                // Everything is written on the connection's own loop: no outbound queue between.
                .setStrictThreadMode(true);
    }
}
