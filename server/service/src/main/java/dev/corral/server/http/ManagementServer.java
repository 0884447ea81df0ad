package dev.corral.server.http;

import dev.corral.server.config.ServerConfig.Listen;
import dev.corral.server.problem.Problem;
import dev.corral.server.store.StoreException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Health and metrics, on a port and an event loop of their own: they answer however busy the API is.
public final class ManagementServer extends VerticleBase {
    private static final String PLAIN = "text/plain; charset=utf-8";
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final String OPEN_METRICS_TEXT = OPEN_METRICS + "; version=1.0.0; charset=utf-8";
    private static final List<String> METRICS = List.of("text/plain", OPEN_METRICS);

    private static final int IDLE_SECONDS = 30;

    private final PrometheusMeterRegistry registry;
    private final Health health;
    private final HttpServerOptions options;
    private final AtomicInteger boundPort;

    /// @param boundPort gets the port that was bound
    public ManagementServer(PrometheusMeterRegistry registry, Health health, Listen listen, AtomicInteger boundPort) {
        this.registry = registry;
        this.health = health;
        this.options = new HttpServerOptions()
                .setHost(listen.host())
                .setPort(listen.managementPort())
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeout(IDLE_SECONDS);
        this.boundPort = boundPort;
    }

    @Override
    public Future<?> start() {
        return vertx.createHttpServer(options)
                .connectionHandler(MalformedHttp::watch)
                .requestHandler(router(vertx))
                .invalidRequestHandler(MalformedHttp::answer)
                .listen()
                .onSuccess(listening -> boundPort.set(listening.actualPort()));
    }

    /// Everything that is served here, and at which path.
    Router router(Vertx on) {
        Router router = Router.router(on);
        reading(router, "/health/live").handler(this::live);
        reading(router, "/health/ready").handler(this::ready);
        reading(router, "/health/started").handler(web -> state(web, health.isStarted()));
        reading(router, "/metrics").blockingHandler(this::metrics, false);
        router.errorHandler(
                404, web -> refuse(web, Problem.notFound(Replies.newRequestId(), "there is nothing at this path")));
        router.errorHandler(
                405,
                web -> refuse(web, Problem.methodNotAllowed(Replies.newRequestId(), "this path takes GET and HEAD")));
        return router;
    }

    private static Route reading(Router router, String path) {
        return router.get(path).method(HttpMethod.HEAD);
    }

    private void live(RoutingContext web) {
        health.loopsAnswer(vertx).onComplete(answered -> state(web, answered.succeeded()));
    }

    /// A store that takes nothing makes the service no less ready: attached jobs run, and all that is stored can
    /// be read. One whose writer has died comes back with the process only.
    private void ready(RoutingContext web) {
        StoreException.Kind trouble = health.storeTrouble();
        if (trouble == StoreException.Kind.CLOSED) {
            state(web, false);
        } else if (health.isReady() && trouble != null) {
            Replies.text(web.response(), PLAIN, "ok, but the store is " + trouble.state() + ": stored jobs wait\n");
        } else {
            state(web, health.isReady());
        }
    }

    private static void refuse(RoutingContext web, Problem problem) {
        if (problem.status() == 405) {
            web.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
        }
        var _ = Replies.problem(web.response(), problem);
    }

    private static void state(RoutingContext web, boolean good) {
        web.response().setStatusCode(good ? 200 : 503);
        Replies.text(web.response(), PLAIN, good ? "ok\n" : "no\n");
    }

    private void metrics(RoutingContext web) {
        String best = MediaTypes.best(web.request().getHeader(HttpHeaders.ACCEPT), METRICS);
        // Who takes neither gets something all the same: there is no better answer for a scrape.
        String type = OPEN_METRICS.equals(best) ? OPEN_METRICS_TEXT : PROMETHEUS_TEXT;
        Replies.text(web.response(), type, registry.scrape(type));
    }
}
