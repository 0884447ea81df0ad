package dev.corral.server.fetch;

import dev.corral.nursery.CancelScope;
import dev.corral.nursery.Clock;
import dev.corral.nursery.DeadlineExceeded;
import dev.corral.server.guard.Guard;
import dev.corral.server.guard.Host;
import dev.corral.server.guard.Refusal;
import dev.corral.server.guard.Target;
import dev.corral.server.metrics.ServiceMetrics;
import dev.corral.server.run.JobHost;
import dev.corral.server.run.Share;
import dev.corral.server.stream.ErrorKind;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/// Looks a target's name up, checks every address of the answer, and gives the one to connect to: the name is
/// not asked again, so an answer that changes gains nothing.
final class Destinations {
    private final NameLookup lookup;
    private final Guard guard;
    private final Clock clock;
    private final ServiceMetrics metrics;

    Destinations(NameLookup lookup, Guard guard, JobHost host) {
        this.lookup = lookup;
        this.guard = guard;
        this.clock = host.clock();
        this.metrics = host.metrics();
    }

    /// A checkpoint where the host is a name.
    ///
    /// @param limit how long the look-up may take
    /// @param share takes part in the look-ups of the server
    Destination of(Target target, Duration limit, Share share) throws InterruptedException {
        Refusal refusal = guard.checkTarget(target);
        if (refusal != null) {
            return barred(refusal, -1);
        }
        return switch (target.host()) {
            case Host.Literal literal -> new Destination.Allowed(literal.address(), -1);
            case Host.Name(String name) -> named(name, target.port(), limit, share);
        };
    }

    private Destination named(String name, int port, Duration limit, Share share) throws InterruptedException {
        long startNanos = clock.nanoTime();
        try {
            List<InetAddress> addresses =
                    Objects.requireNonNull(CancelScope.callWithin(limit, scope -> lookup.addresses(name, share)));
            long tookNanos = clock.nanoTime() - startNanos;
            Refusal refusal = guard.checkAddresses(addresses, port);
            return refusal == null
                    ? new Destination.Allowed(addresses.getFirst(), tookNanos)
                    : barred(refusal, tookNanos);
        } catch (UnknownHostException e) {
            return new Destination.Barred(ErrorKind.DNS, "the name has no address", clock.nanoTime() - startNanos);
        } catch (DeadlineExceeded e) {
            return new Destination.Barred(
                    ErrorKind.TIMEOUT_DNS,
                    "no answer to the name look-up within " + limit.toMillis() + " ms",
                    clock.nanoTime() - startNanos);
        }
    }

    private Destination barred(Refusal refusal, long lookupNanos) {
        metrics.denied(refusal.code());
        ErrorKind kind = refusal.kind() == Refusal.Kind.HOST_DENIED ? ErrorKind.HOST_DENIED : ErrorKind.INVALID;
        return new Destination.Barred(kind, refusal.detail(), lookupNanos);
    }
}
