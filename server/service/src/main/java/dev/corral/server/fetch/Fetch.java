package dev.corral.server.fetch;

import dev.corral.nursery.Clock;
import dev.corral.server.run.Share;
import dev.corral.server.run.Spending;
import dev.corral.server.stream.ErrorKind;
import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One request of a fetch, through the whole guard: the first, or one that a redirect leads to. The limit of the
/// total time spans all of them, but for the time in which the next one waits for its turn.
///
/// @param destinations where requests go to
/// @param loop where they run
/// @param share with what weight the job takes part in what the server has
/// @param spending what the job may still do
record Fetch(
        Destinations destinations, FetchLoop loop, Clock clock, Share share, Spending spending, RequestMeter meter) {
    /// How far a fetch has come.
    ///
    /// @param next the request to be made
    /// @param followed how many redirects have led to it
    /// @param spentNanos what those before it took
    /// @param last the redirect that led to it, as it is told if it leads nowhere; null for the first
    record Way(
            FetchCall next,
            int followed,
            long spentNanos,
            @Nullable Hop last) {
        static Way of(FetchCall first) {
            return new Way(first, 0, 0, null);
        }

        Way onward(FetchCall to, Hop last, long spent) {
            return new Way(to, followed + 1, spent, last);
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

    /// One request that was made.
    record Hop(Answer answer, long lookupNanos) {
        /// The same, told as a failure.
        Hop broken(Fault fault) {
            Integer status =
                    switch (answer) {
                        case Answer.Complete complete -> complete.head().status();
                        case Answer.Broken broken -> broken.status();
                    };
            return new Hop(new Answer.Broken(fault, status, answer.bytesWire(), answer.times()), lookupNanos);
        }

        Step.Over over(FetchCall call, long totalNanos) {
            return new Step.Over(new Trail(call, answer, lookupNanos, totalNanos));
        }
    }

    /// Makes the next request. A checkpoint.
    Step go(Way way) throws InterruptedException {
        long startNanos = clock.nanoTime();
        Hop hop = request(way);
        long spentNanos = way.spentNanos() + clock.nanoTime() - startNanos;
        return switch (next(way, hop.answer())) {
            case Redirect.To(FetchCall to) -> new Step.Onward(way.onward(to, hop.broken(Redirect.DENIED), spentNanos));
            case Redirect.Denied(Fault fault) -> hop.broken(fault).over(way.next(), spentNanos);
            case Redirect.None() -> hop.over(way.next(), spentNanos);
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

    private Hop request(Way way) throws InterruptedException {
        FetchCall call = way.next();
        Duration left = call.timeouts().total().minusNanos(way.spentNanos());
        if (!left.isPositive()) {
            return unsent(ErrorKind.TIMEOUT_TOTAL, Fault.timeoutDetail(ErrorKind.TIMEOUT_TOTAL, call.timeouts()), -1);
        }
        Destination destination = destinations.of(call.target(), left, share);
        meter.lookedUp(destination.lookupNanos());
        return switch (destination) {
            case Destination.Barred(ErrorKind kind, String detail, long lookupNanos) ->
                // Told as the redirect that it came from, so that nothing shows why it is denied.
                way.last() != null && isDenial(kind) ? way.last() : unsent(kind, detail, lookupNanos);
            case Destination.Allowed(InetAddress address, long lookupNanos) ->
                send(call, address, way.spentNanos(), lookupNanos);
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
        try {
            Answer answer = loop.attempt(told, address, new Phases.Limits(call.timeouts(), spent));
            meter.over(bytes, answer);
            return new Hop(answer, lookupNanos);
        } catch (InterruptedException e) {
            meter.withdrawn();
            throw e;
        }
    }

    private static Hop unsent(ErrorKind kind, String detail, long lookupNanos) {
        return new Hop(Answer.Broken.unsent(kind, detail), lookupNanos);
    }
}
