package dev.corral.server.http;

import dev.corral.server.problem.Problem;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// `POST /v1/jobs`: looks at the request's head, takes in the body, and hands both to a task. On the event
/// loop.
final class JobEndpoint implements Handler<RoutingContext> {
    private final Supplier<@Nullable JobService> services;
    private final Connections connections;
    private final Inbound limits;
    private final Context context;

    /// @param context of the loop
    JobEndpoint(Supplier<@Nullable JobService> services, Connections connections, Inbound limits, Context context) {
        this.services = services;
        this.connections = connections;
        this.limits = limits;
        this.context = context;
    }

    @Override
    public void handle(RoutingContext web) {
        HttpServerRequest request = web.request();
        String id = Replies.newRequestId();
        JobService service = services.get();
        MediaTypes.Input input = MediaTypes.input(request.getHeader(HttpHeaders.CONTENT_TYPE));
        if (input == null) {
            connections.refuse(
                    request,
                    Problem.unsupportedMediaType(
                            id, "Content-Type must be application/json, application/x-ndjson or text/plain, in UTF-8"));
        } else if (!MediaTypes.acceptsNdjson(request.getHeader(HttpHeaders.ACCEPT))) {
            connections.refuse(request, Problem.notAcceptable(id, "results are streamed as " + MediaTypes.NDJSON));
        } else if (service == null) {
            connections.refuse(request, Problem.overloaded(id, "the service is starting"));
        } else if (service.running().isClosed()) {
            connections.refuse(request, Problem.draining(id));
        } else {
            Taken taken = new Taken(service, new JobExchange(service, id, request, context), input);
            new BodyReader(context.owner(), limits.bodyBytes(), limits.bodySilence(), taken).read(request);
        }
    }

    /// Hands a job's body to a task.
    private final class Taken implements BodyReader.Listener {
        private final JobService service;
        private final JobExchange exchange;
        private final MediaTypes.Input input;

        Taken(JobService service, JobExchange exchange, MediaTypes.Input input) {
            this.service = service;
            this.exchange = exchange;
            this.input = input;
        }

        @Override
        public void complete(byte[] body) {
            try {
                service.nursery().start("job exchange", () -> exchange.serve(input, body));
            } catch (IllegalStateException e) {
                // The nursery has ended: the last moment of a shutdown.
                refuse(Problem.draining(exchange.requestId()));
            }
        }

        @Override
        public void tooLarge(long mostBytes) {
            refuse(Problem.tooLarge(exchange.requestId(), "the body is longer than " + mostBytes + " bytes"));
        }

        @Override
        public void tooSlow(Duration silence) {
            refuse(Problem.timeout(exchange.requestId(), "nothing of the body came for " + silence.toMillis() + " ms"));
        }

        private void refuse(Problem problem) {
            connections.refuse(exchange.request(), problem);
        }
    }
}
