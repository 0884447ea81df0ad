package dev.corral.server.http;

import dev.corral.server.config.ServerConfig.Listen;
import dev.corral.server.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The API on one event loop; deploy as many as there are loops.
public final class ApiServer extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
    private static final long MAX_BODY_BYTES = 64L * 1024 * 1024;
    private static final Duration BODY_SILENCE = Duration.ofSeconds(10);
    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final int MAX_REQUEST_LINE_BYTES = 8 * 1024;
    /// What the kernel takes for a reader who does not read: small, since what lies there has cost the origin
    /// already.
    private static final int SEND_BUFFER_BYTES = 128 * 1024;

    private final Supplier<@Nullable JobService> services;
    private final HttpServerOptions options;
    private final Health health;
    private final AtomicInteger boundPort;

    /// @param services gives the service once it is there: it has to know the ports, so they are bound before
    /// @param listen with port 0, all loops share one free port
    /// @param boundPort gets the port that was bound
    public ApiServer(Supplier<@Nullable JobService> services, Health health, Listen listen, AtomicInteger boundPort) {
        this.services = services;
        this.health = health;
        this.boundPort = boundPort;
        this.options = new HttpServerOptions()
                .setHost(listen.host())
                // Minus one is a free port that all instances share; zero would give each its own.
                .setPort(listen.port() == 0 ? -1 : listen.port())
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxInitialLineLength(MAX_REQUEST_LINE_BYTES)
                .setSendBufferSize(SEND_BUFFER_BYTES)
                .setHandle100ContinueAutomatically(true);
    }

    @Override
    public Future<?> start() {
        health.watch(context);
        HttpServer server = vertx.createHttpServer(options);
        return server.requestHandler(router())
                .invalidRequestHandler(ApiServer::invalid)
                .listen()
                .onSuccess(listening -> boundPort.set(listening.actualPort()));
    }

    private Router router() {
        Router router = Router.router(vertx);
        router.post("/v1/jobs").handler(this::createJob);
        router.get("/").handler(ApiServer::index);
        router.errorHandler(404, web -> problem(web, Problem.notFound(id(), "there is nothing at this path")));
        router.errorHandler(405, ApiServer::methodNotAllowed);
        router.errorHandler(500, ApiServer::failed);
        return router;
    }

    private static String id() {
        return Replies.newRequestId();
    }

    private static void problem(RoutingContext web, Problem problem) {
        Replies.problem(web.response(), problem);
    }

    private static void methodNotAllowed(RoutingContext web) {
        problem(web, Problem.methodNotAllowed(id(), web.request().method() + " is not what this path takes"));
    }

    private static void failed(RoutingContext web) {
        String id = id();
        LOG.error("request {} met an error of ours", id, web.failure());
        problem(web, Problem.internal(id));
    }

    /// What the HTTP decoder could not read.
    private static void invalid(HttpServerRequest request) {
        Replies.problemAndClose(request, Problem.malformed(id(), "the request is not HTTP as it should be"));
    }

    private static void index(RoutingContext web) {
        Replies.text(web.response(), "text/plain; charset=utf-8", """
            Corral: I/O fan-outs that cannot stray.

            POST /v1/jobs   run a job and stream its results (application/json, application/x-ndjson, text/plain)

            Health and metrics are on the management port: /health/live /health/ready /health/started /metrics
            """);
    }

    private void createJob(RoutingContext web) {
        HttpServerRequest request = web.request();
        JobService service = services.get();
        String id = Replies.newRequestId();
        MediaTypes.Input input = MediaTypes.input(request.getHeader(HttpHeaders.CONTENT_TYPE));
        if (input == null) {
            Replies.problemAndClose(
                    request,
                    Problem.unsupportedMediaType(
                            id, "Content-Type must be application/json, application/x-ndjson or text/plain, in UTF-8"));
        } else if (!MediaTypes.acceptsNdjson(request.getHeader(HttpHeaders.ACCEPT))) {
            Replies.problemAndClose(request, Problem.notAcceptable(id, "results are streamed as " + MediaTypes.NDJSON));
        } else if (service == null) {
            Replies.problemAndClose(request, Problem.overloaded(id, "the service is starting"));
        } else if (service.running().isClosed()) {
            Replies.problemAndClose(request, Problem.draining(id));
        } else {
            JobExchange exchange = new JobExchange(service, id, request, context);
            new BodyReader(vertx, MAX_BODY_BYTES, BODY_SILENCE, new Taken(service, exchange, input)).read(request);
        }
    }

    /// Hands a job's body to a task.
    private record Taken(JobService service, JobExchange exchange, MediaTypes.Input input)
            implements BodyReader.Listener {

        @Override
        public void complete(byte[] body) {
            try {
                service.nursery().start("job exchange", () -> exchange.serve(input, body));
            } catch (IllegalStateException e) {
                // The nursery has ended: the last moment of a shutdown.
                Replies.problem(exchange.request().response(), Problem.draining(exchange.requestId()));
            }
        }

        @Override
        public void tooLarge(long mostBytes) {
            Replies.problemAndClose(
                    exchange.request(),
                    Problem.tooLarge(exchange.requestId(), "the body is longer than " + mostBytes + " bytes"));
        }

        @Override
        public void tooSlow(Duration silence) {
            Replies.problemAndClose(
                    exchange.request(),
                    Problem.timeout(
                            exchange.requestId(), "nothing of the body came for " + silence.toSeconds() + " s"));
        }
    }
}
