package dev.corral.server.http;

import dev.corral.server.access.Caller;
import dev.corral.server.access.Keys;
import dev.corral.server.problem.Problem;
import dev.corral.server.store.JobStore;
import dev.corral.server.store.StoreException;
import dev.corral.server.tracing.RequestTrace;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the API answers at which path. On one event loop; what waits runs as a task.
final class ApiRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(ApiRoutes.class);
    private static final String JOBS = "/v1/jobs";
    private static final String JOB = JOBS + "/:id";

    private final Supplier<@Nullable JobService> services;
    private final Keys keys;
    private final Connections connections;
    private final Context context;

    /// @param services gives the service once it is there
    /// @param context of the loop
    ApiRoutes(Supplier<@Nullable JobService> services, Keys keys, Connections connections, Context context) {
        this.services = services;
        this.keys = keys;
        this.connections = connections;
        this.context = context;
    }

    void addTo(Router router, Inbound limits) {
        SubmitEndpoint submit = new SubmitEndpoint(limits);
        at(
                router,
                JOBS,
                Map.of(
                        HttpMethod.POST, served(submit::handle),
                        HttpMethod.GET, task((service, exchange, id) -> new JobQueries(service, exchange).list())));
        at(router, JOBS + "/validate", Map.of(HttpMethod.POST, served(new ValidateEndpoint(limits)::handle)));
        at(
                router,
                JOB,
                Map.of(
                        HttpMethod.GET, bare((service, exchange, id) -> new JobQueries(service, exchange).view(id)),
                        HttpMethod.DELETE,
                                bare((service, exchange, id) -> new JobCommands(service, exchange).delete(id))));
        at(router, JOB + "/stream", Map.of(HttpMethod.GET, streaming()));
        at(router, JOB + "/results", Map.of(HttpMethod.GET, results()));
        query(router, JOB + "/tree", (service, exchange, id) -> new JobQueries(service, exchange).tree(id));
        query(router, "/v1/tree", (service, exchange, id) -> new JobQueries(service, exchange).tree());
        query(router, "/v1/limits", (service, exchange, id) -> Limits.reply(limits, service));
        command(router, JOB + "/cancel", (service, exchange, id) -> new JobCommands(service, exchange).cancel(id));
        command(router, JOB + "/pause", (service, exchange, id) -> new JobCommands(service, exchange).pause(id));
        command(router, JOB + "/resume", (service, exchange, id) -> new JobCommands(service, exchange).resume(id));
        at(
                router,
                JOB + "/retry",
                Map.of(HttpMethod.POST, task((service, exchange, id) -> new JobCommands(service, exchange).retry(id))));
    }

    private void query(Router router, String path, Answer answer) {
        at(router, path, Map.of(HttpMethod.GET, bare(answer)));
    }

    private void command(Router router, String path, Answer answer) {
        at(router, path, Map.of(HttpMethod.POST, bare(answer)));
    }

    /// Other methods than these, and HEAD where there is GET (RFC 9110, section 9.3.2), are answered with 405.
    private void at(Router router, String path, Map<HttpMethod, Served> methods) {
        Map<HttpMethod, Served> all = new HashMap<>(methods);
        if (methods.containsKey(HttpMethod.GET)) {
            // The response leaves the body out.
            all.put(HttpMethod.HEAD, methods.get(HttpMethod.GET));
        }
        all.forEach((method, served) -> router.route(method, path).handler(web -> serve(web, served)));
        String allowed = all.keySet().stream().map(HttpMethod::name).sorted().collect(Collectors.joining(", "));
        router.route(path).handler(web -> methodNotAllowed(web, allowed));
    }

    void methodNotAllowed(RoutingContext web, String allowed) {
        web.response().putHeader(HttpHeaders.ALLOW, allowed);
        String detail = web.request().method() + " is not what this path takes, expected " + allowed;
        connections.refuse(web.request(), Problem.methodNotAllowed(Replies.newRequestId(), detail));
    }

    private void serve(RoutingContext web, Served served) {
        HttpServerRequest request = web.request();
        String id = Replies.newRequestId();
        Caller caller = keys.callerOf(request.getHeader(HttpHeaders.AUTHORIZATION));
        JobService service = services.get();
        if (caller == null) {
            web.response().putHeader("WWW-Authenticate", "Bearer");
            connections.refuse(request, Problem.unauthorised(id));
        } else if (service == null) {
            connections.refuse(request, Problem.overloaded(id, "the service is starting"));
        } else {
            served.by(
                    service,
                    new Exchange(id, caller, request, context, connections, RequestTrace.NONE),
                    Objects.requireNonNullElse(web.pathParam("id"), ""));
        }
    }

    private static Served served(Taking taking) {
        return (service, exchange, id) -> taking.take(service, exchange);
    }

    /// Answers in a task of the service.
    private static Served task(Answer answer) {
        return (service, exchange, id) ->
                start(service, exchange, () -> exchange.reply(answer.to(service, exchange, id)));
    }

    /// As [#task], where there are no parameters.
    private static Served bare(Answer answer) {
        return task((service, exchange, id) -> {
            Query.requireNone(exchange, "none at this path");
            return answer.to(service, exchange, id);
        });
    }

    private static Served results() {
        return (service, exchange, id) -> start(service, exchange, () -> results(service, exchange, id));
    }

    /// Memory for a page of results is held until the client has it.
    private static void results(JobService service, Exchange exchange, String id)
            throws Refused, StoreException, InterruptedException {
        BodyMemory.Share memory = service.bodies().share();
        boolean replied = false;
        try {
            if (!memory.grow(JobStore.RESULTS_BYTES)) {
                throw exchange.overloaded("other requests hold all memory for bodies and pages of results");
            }
            Reply reply = new JobQueries(service, exchange).results(id);
            exchange.reply(reply, memory::close);
            replied = true;
        } finally {
            if (!replied) {
                memory.close();
            }
        }
    }

    private static Served streaming() {
        return (service, exchange, id) -> start(service, exchange, () -> new StoredStream(service, exchange).serve(id));
    }

    private static void start(JobService service, Exchange exchange, Step step) {
        try {
            service.requests().start("request", () -> run(exchange, step));
        } catch (IllegalStateException e) {
            // The nursery has ended: the last moment of a shutdown.
            exchange.refuse(Problem.draining(exchange.requestId()));
        }
    }

    private static void run(Exchange exchange, Step step) throws InterruptedException {
        try {
            step.run();
        } catch (Refused e) {
            exchange.refuse(e);
        } catch (StoreException e) {
            LOG.warn("request {} cannot be answered: {}", exchange.requestId(), e.getMessage());
            exchange.refuse(Problem.overloaded(exchange.requestId(), "the store cannot be used now"));
        } catch (RuntimeException e) {
            LOG.error("request {} met an error of ours", exchange.requestId(), e);
            exchange.refuse(Problem.internal(exchange.requestId()));
        } catch (Error e) {
            // Such as a class that cannot be loaded, of a jar that was written over: an answer, and then its end.
            exchange.refuse(Problem.internal(exchange.requestId()));
            throw e;
        }
    }

    /// Serves a request, on the event loop.
    @FunctionalInterface
    private interface Served {
        void by(JobService service, Exchange exchange, String id);
    }

    /// Serves a request that names no job, on the event loop.
    @FunctionalInterface
    private interface Taking {
        void take(JobService service, Exchange exchange);
    }

    /// Answers a request, in a task.
    @FunctionalInterface
    private interface Answer {
        Reply to(JobService service, Exchange exchange, String id) throws Refused, StoreException, InterruptedException;
    }

    /// What a task does for a request.
    @FunctionalInterface
    private interface Step {
        void run() throws Refused, StoreException, InterruptedException;
    }
}
