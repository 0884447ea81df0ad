package dev.corral.server.fetch;

import dev.corral.nursery.Clock;
import dev.corral.server.run.Spending;
import dev.corral.server.stream.ErrorKind;
import java.net.InetAddress;
import java.time.Duration;

/// One request of a fetch, through the whole guard: the first, or one that a redirect leads to. The limit of the
/// total time spans all of them, but for the time in which the next one waits for its turn.
///
/// @param destinations where requests go to
/// @param loop where they run
/// @param spending what the job may still do
record Fetch(Destinations destinations, FetchLoop loop, Clock clock, Spending spending, RequestMeter meter) {
    /// How far a fetch has come.
    ///
    /// @param next the request to be made
    /// @param followed how many redirects have led to it
    /// @param spentNanos what those before it took
    record Way(FetchCall next, int followed, long spentNanos) {
        static Way of(FetchCall first) {
            return new Way(first, 0, 0);
        }
    }

    /// What came of a request.
    sealed interface Step {
        /// There is no other.
        record Over(Trail trail) implements Step {}

        /// It leads to another.
        record Onward(Way way) implements Step {}
    }

    /// What came of all.
    ///
    /// @param last the request that the answer belongs to
    /// @param lookupNanos how long the last look-up of a name took; -1 if there was none
    /// @param totalNanos what all requests took
    record Trail(FetchCall last, Answer answer, long lookupNanos, long totalNanos) {}

    private record Hop(Answer answer, long lookupNanos) {}

    /// Makes the next request. A checkpoint.
    Step go(Way way) throws InterruptedException {
        long startNanos = clock.nanoTime();
        Hop hop = request(way.next(), way.spentNanos(), way.followed());
        long spentNanos = way.spentNanos() + clock.nanoTime() - startNanos;
        return switch (next(way, hop.answer())) {
            case Redirect.To(FetchCall to) -> new Step.Onward(new Way(to, way.followed() + 1, spentNanos));
            case Redirect.Denied(Fault fault) ->
                new Step.Over(new Trail(way.next(), broken(hop.answer(), fault), hop.lookupNanos(), spentNanos));
            case Redirect.None() -> new Step.Over(new Trail(way.next(), hop.answer(), hop.lookupNanos(), spentNanos));
        };
    }

    private Redirect next(Way way, Answer answer) {
        if (!(answer instanceof Answer.Complete complete)) {
            return new Redirect.None();
        }
        Redirect next = Redirect.of(way.next(), complete.head());
        if (!(next instanceof Redirect.To)) {
            return next;
        }
        int most = way.next().defaults().maxRedirects();
        if (way.followed() >= most) {
            return new Redirect.Denied(new Fault(
                    ErrorKind.TOO_MANY_REDIRECTS, "more than max_redirects, " + most + ", one after the other"));
        }
        return spending.mayGoFurther()
                ? next
                : new Redirect.Denied(
                        new Fault(ErrorKind.TOO_MANY_REDIRECTS, "the job has followed as many redirects as one may"));
    }

    private static Answer broken(Answer answer, Fault fault) {
        Integer status = answer instanceof Answer.Complete complete
                ? (Integer) complete.head().status()
                : null;
        return new Answer.Broken(fault, status, answer.bytesWire(), answer.times());
    }

    private Hop request(FetchCall call, long spentNanos, int followed) throws InterruptedException {
        Duration left = call.timeouts().total().minusNanos(spentNanos);
        if (!left.isPositive()) {
            return unsent(ErrorKind.TIMEOUT_TOTAL, Fault.timeoutDetail(ErrorKind.TIMEOUT_TOTAL, call.timeouts()), -1);
        }
        Destination destination = destinations.of(call.target(), left);
        meter.lookedUp(destination.lookupNanos());
        return switch (destination) {
            case Destination.Barred(ErrorKind kind, String detail, long lookupNanos) ->
                followed > 0 && isDenial(kind)
                        ? unsent(Redirect.DENIED.kind(), Redirect.DENIED.detail(), lookupNanos)
                        : unsent(kind, detail, lookupNanos);
            case Destination.Allowed(InetAddress address, long lookupNanos) ->
                send(call, address, spentNanos, lookupNanos);
        };
    }

    private static boolean isDenial(ErrorKind kind) {
        return kind == ErrorKind.HOST_DENIED || kind == ErrorKind.INVALID;
    }

    private Hop send(FetchCall call, InetAddress address, long spentNanos, long lookupNanos)
            throws InterruptedException {
        long bytes = call.bytes();
        if (!spending.maySend(bytes)) {
            return unsent(ErrorKind.THROTTLED, "the job has sent as many bytes as one job may", lookupNanos);
        }
        Duration spent = Duration.ofNanos(spentNanos + Math.max(0, lookupNanos));
        FetchCall told = call.carrying(meter.trace().traceparent());
        Answer answer = loop.attempt(told, address, new Phases.Limits(call.timeouts(), spent));
        meter.over(bytes, answer);
        return new Hop(answer, lookupNanos);
    }

    private static Hop unsent(ErrorKind kind, String detail, long lookupNanos) {
        return new Hop(Answer.Broken.unsent(kind, detail), lookupNanos);
    }
}
