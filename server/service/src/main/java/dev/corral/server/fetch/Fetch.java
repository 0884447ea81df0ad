package dev.corral.server.fetch;

import dev.corral.nursery.Clock;
import dev.corral.server.metrics.ServiceMetrics;
import dev.corral.server.run.Spending;
import dev.corral.server.stream.ErrorKind;
import java.net.InetAddress;
import java.time.Duration;

/// One attempt at a fetch: its request, and those that redirects lead to, each through the whole guard. The
/// limit of the total time spans all of them.
///
/// @param destinations where requests go to
/// @param loop where they run
/// @param spending what the job may still do
record Fetch(Destinations destinations, FetchLoop loop, Clock clock, Spending spending, ServiceMetrics metrics) {
    /// What came of it.
    ///
    /// @param last the request that the answer belongs to
    /// @param lookupNanos how long the last look-up of a name took; -1 if there was none
    /// @param totalNanos from the first look-up to the last byte
    record Trail(FetchCall last, Answer answer, long lookupNanos, long totalNanos) {}

    /// What came of one request.
    private record Hop(Answer answer, long lookupNanos) {}

    /// A checkpoint.
    Trail run(FetchCall call) throws InterruptedException {
        long startNanos = clock.nanoTime();
        FetchCall current = call;
        int followed = 0;
        while (true) {
            Hop hop = request(current, clock.nanoTime() - startNanos, followed);
            Redirect next = next(current, hop.answer(), followed);
            if (next instanceof Redirect.To(FetchCall to)) {
                current = to;
                followed++;
                continue;
            }
            Answer answer = next instanceof Redirect.Denied(Fault fault) ? broken(hop.answer(), fault) : hop.answer();
            return new Trail(current, answer, hop.lookupNanos(), clock.nanoTime() - startNanos);
        }
    }

    private Redirect next(FetchCall call, Answer answer, int followed) {
        if (!(answer instanceof Answer.Complete complete)) {
            return new Redirect.None();
        }
        Redirect next = Redirect.of(call, complete.head());
        if (!(next instanceof Redirect.To)) {
            return next;
        }
        int most = call.defaults().maxRedirects();
        if (followed >= most) {
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
        return switch (destinations.of(call.target(), left)) {
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
        Answer answer = loop.attempt(call, address, new Phases.Limits(call.timeouts(), spent));
        metrics.upstream(bytes, answer.bytesWire());
        return new Hop(answer, lookupNanos);
    }

    private static Hop unsent(ErrorKind kind, String detail, long lookupNanos) {
        return new Hop(Answer.Broken.unsent(kind, detail), lookupNanos);
    }
}
