package dev.corral.server.http;

import dev.corral.server.access.Caller;
import dev.corral.server.problem.Problem;
import dev.corral.server.tracing.RequestTrace;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;

/// One request and who sent it. What is done to the response is done on its event loop; the methods here may be
/// called by any thread.
///
/// @param requestId names the request in answers and logs
/// @param context of the request
/// @param trace is told of it
record Exchange(
        String requestId,
        Caller caller,
        HttpServerRequest request,
        Context context,
        Connections connections,
        RequestTrace trace) {
    static final String RATE_LIMIT = "RateLimit";

    Exchange with(RequestTrace other) {
        return new Exchange(requestId, caller, request, context, connections, other);
    }

    void reply(Reply reply) {
        reply(reply, () -> {});
    }

    /// @param over is called when the answer has gone to the network, or never will; on the event loop
    void reply(Reply reply, Runnable over) {
        trace.ended(reply.status());
        context.runOnContext(ignored -> reply.send(request.response()).onComplete(sent -> over.run()));
    }

    void refuse(Problem problem) {
        refuse(new Refused(problem));
    }

    void refuse(Refused refused) {
        trace.ended(refused.problem().status());
        context.runOnContext(ignored -> {
            refused.headers().forEach(request.response()::putHeader);
            connections.refuse(request, refused.problem());
        });
    }

    /// As [#refuse], of a request whose body is not HTTP, before its connection is closed. On the event loop.
    void refuseBroken() {
        if (request.response().headWritten()) {
            // The stream that is under way is cut, which says as much.
            return;
        }
        Problem problem = Problem.malformed(requestId, "the body is not framed as HTTP frames it");
        trace.ended(problem.status());
        connections.refuseBroken(request, problem);
    }

    Refused notFound() {
        return new Refused(Problem.notFound(requestId, "there is no such job"));
    }

    Refused conflict(String detail) {
        return new Refused(Problem.conflict(requestId, detail));
    }

    Refused overloaded(String detail) {
        return new Refused(Problem.overloaded(requestId, detail));
    }

    Refused malformed(String detail) {
        return new Refused(Problem.malformed(requestId, detail));
    }

    /// As draft-ietf-httpapi-ratelimit-headers has it: which limit, how much of it is left, and when to ask again.
    static Map<String, String> rateLimit(String limit, int most) {
        return Map.of(
                "RateLimit-Policy",
                "\"" + limit + "\";q=" + most,
                RATE_LIMIT,
                "\"" + limit + "\";r=0;t=" + Replies.RETRY_AFTER_SECONDS);
    }
}
