package dev.corral.server.http;

import dev.corral.server.jobs.Admission;
import dev.corral.server.jobs.LiveJobs;
import dev.corral.server.problem.Problem;
import dev.corral.server.store.StoreException;
import dev.corral.server.tracing.RequestTrace;
import io.vertx.core.http.HttpServerRequest;

/// `POST /v1/jobs`: looks at the request's head, sees whether there is room, and hands it to a task before any of
/// its body is read. On the event loop.
final class SubmitEndpoint {
    private final Inbound limits;

    SubmitEndpoint(Inbound limits) {
        this.limits = limits;
    }

    void handle(JobService service, Exchange untraced) {
        Exchange exchange = traced(service, untraced);
        try {
            SubmitRequest head = SubmitRequest.of(exchange.request(), exchange.requestId());
            LiveJobs.Place place = place(service, exchange, head.detached());
            Inbound.Body limit = head.input() == MediaTypes.Input.JSON ? limits.whole() : limits.upload();
            RequestBody body = new RequestBody(exchange.context(), exchange.request(), limit);
            start(service, exchange, place, new Submitting(service, exchange, head, body, place));
        } catch (Refused e) {
            exchange.refuse(e);
        }
    }

    private static Exchange traced(JobService service, Exchange exchange) {
        HttpServerRequest request = exchange.request();
        RequestTrace trace = service.host().tracing().request(request.headers().getAll("traceparent"));
        String answer = trace.traceresponse();
        if (answer != null) {
            request.response().putHeader("traceresponse", answer);
        }
        return exchange.with(trace);
    }

    private static void start(JobService service, Exchange exchange, LiveJobs.Place place, Submitting submitting) {
        submitting.hold();
        try {
            service.nurseries().jdk().start("job exchange", submitting::serve);
        } catch (IllegalStateException e) {
            // The nursery has ended: the last moment of a shutdown.
            place.close();
            exchange.refuse(Problem.draining(exchange.requestId()));
        }
    }

    /// A place for a job.
    ///
    /// @throws Refused if there is none
    static LiveJobs.Place place(JobService service, Exchange exchange, boolean detached) throws Refused {
        String id = exchange.requestId();
        return switch (service.jobs().admit(exchange.caller(), detached)) {
            case Admission.Granted(LiveJobs.Place place) -> place;
            case Admission.Draining _ -> throw new Refused(Problem.draining(id));
            case Admission.NoStore(StoreException.Kind why) ->
                throw new Refused(Problem.overloaded(id, "the store takes no jobs now: it is " + why.state()));
            case Admission.Full(String limit, int most) ->
                throw new Refused(
                        Problem.overloaded(id, "the server has " + most + " such jobs, as many as it takes: " + limit),
                        Exchange.rateLimit(limit, most));
            case Admission.Quota(String limit, int most) ->
                throw new Refused(
                        Problem.quota(id, "you have " + most + " such jobs, as many as you may: " + limit),
                        Exchange.rateLimit(limit, most));
        };
    }
}
