package dev.corral.server.http;

import dev.corral.server.access.Keys;
import dev.corral.server.config.ServerConfig.Listen;
import dev.corral.server.metrics.ApiMeters;
import dev.corral.server.problem.Problem;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The API on one event loop; deploy as many as there are loops.
public final class ApiServer extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final int MAX_REQUEST_LINE_BYTES = 8 * 1024;
    /// What the kernel takes for a reader who does not read: small, since what lies there has cost the origin
    /// already.
    private static final int SEND_BUFFER_BYTES = 128 * 1024;

    private final Supplier<@Nullable JobService> services;
    private final Keys keys;
    private final ApiMeters meters;
    private final Inbound limits;
    private final HttpServerOptions options;
    private final Health health;
    private final AtomicInteger boundPort;

    /// What serves, and whom.
    ///
    /// @param services gives the service once it is there: it has to know the ports, so they are bound before
    public record Sources(Supplier<@Nullable JobService> services, Keys keys, ApiMeters meters) {}

    /// @param limits with port 0, all loops share one free port
    /// @param boundPort gets the port that was bound
    public ApiServer(Sources sources, Health health, Inbound limits, AtomicInteger boundPort) {
        this.services = sources.services();
        this.keys = sources.keys();
        this.meters = sources.meters();
        this.health = health;
        this.boundPort = boundPort;
        this.limits = limits;
        Listen listen = limits.listen();
        this.options = new HttpServerOptions()
                .setHost(listen.host())
                // Minus one is a free port that all instances share; zero would give each its own.
                .setPort(listen.port() == 0 ? -1 : listen.port())
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxInitialLineLength(MAX_REQUEST_LINE_BYTES)
                // Its streams would share a connection, and the end of one job would be that of others.
                .setHttp2ClearTextEnabled(false)
                .setSendBufferSize(SEND_BUFFER_BYTES);
    }

    @Override
    public Future<?> start() {
        health.watch(context);
        Connections clients = new Connections(vertx, limits, meters);
        Router router = router(vertx, context, clients);
        HttpServer server = vertx.createHttpServer(options);
        return server.connectionHandler(clients::opened)
                .requestHandler(request -> begin(request, clients, router))
                .invalidRequestHandler(this::invalid)
                .listen()
                .onSuccess(listening -> boundPort.set(listening.actualPort()));
    }

    private static void begin(HttpServerRequest request, Connections clients, Router router) {
        if (clients.begin(request)) {
            router.handle(request);
        }
    }

    /// Everything that is served here, and at which path.
    Router router(Vertx on, Context loop, Connections clients) {
        Router router = Router.router(on);
        ApiRoutes routes = new ApiRoutes(services, keys, clients, loop);
        routes.addTo(router, limits);
        router.get("/openapi.yaml")
                .method(HttpMethod.HEAD)
                .handler(web -> OpenApi.reply().send(web.response()));
        router.route("/openapi.yaml").handler(web -> routes.methodNotAllowed(web, "GET, HEAD"));
        router.get("/").method(HttpMethod.HEAD).handler(ApiServer::index);
        router.route("/").handler(web -> routes.methodNotAllowed(web, "GET, HEAD"));
        router.errorHandler(400, web -> clients.refuse(web.request(), Problem.malformed(id(), "the path is not one")));
        router.errorHandler(
                404, web -> clients.refuse(web.request(), Problem.notFound(id(), "there is nothing at this path")));
        router.errorHandler(500, web -> failed(web, clients));
        return router;
    }

    private static String id() {
        return Replies.newRequestId();
    }

    private static void failed(RoutingContext web, Connections clients) {
        String id = id();
        LOG.error("request {} met an error of ours", id, web.failure());
        clients.refuse(web.request(), Problem.internal(id));
    }

    /// What the HTTP decoder could not read.
    private void invalid(HttpServerRequest request) {
        meters.refused(MalformedHttp.answer(request));
    }

    private static void index(RoutingContext web) {
        Replies.text(web.response(), "text/plain; charset=utf-8", """
            Corral: I/O fan-outs that cannot stray.

            POST /v1/jobs                run a job and stream its results (application/json, application/x-ndjson, text/plain);
                                         with Prefer: respond-async it is stored and runs without you
            POST /v1/jobs/validate       what would run, and what would be refused
            GET  /v1/jobs                jobs; /v1/jobs/{id}, /stream, /results, /tree; DELETE /v1/jobs/{id}
            POST /v1/jobs/{id}/cancel    also /pause, /resume, /retry
            GET  /v1/tree                every task of this process
            GET  /v1/limits              every cap and default
            GET  /openapi.yaml           all of this, exactly

            Health and metrics are on the management port: /health/live /health/ready /health/started /metrics
            """);
    }
}
