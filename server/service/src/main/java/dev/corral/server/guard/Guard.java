package dev.corral.server.guard;

import dev.corral.server.guard.Refusal.Code;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Decides which targets and addresses may be connected to. Immutable and thread-safe; never waits, resolves nothing.
///
/// Use it twice for every attempt and every redirect: [#checkTarget(Target)] before the name is resolved, and
/// [#checkAddresses(List, int)] on the whole answer. Then connect to one of the checked addresses, not to the name: an
/// answer that changes between check and connection gains nothing.
///
/// An address may be connected to at a port if an allow rule covers it there, or if the port is public and neither
/// the address nor an IPv4 address embedded in it is in a denied range. Rules match the address itself only, not what
/// is embedded in it: leave for `127.0.0.1` is none for a translator's loopback. No rule opens metadata services or
/// this service's own ports.
public final class Guard {
    /// One wording for every denied address, so that the answer tells nobody what a name resolves to.
    private static final Refusal ADDRESS_DENIED = new Refusal(
            Code.ADDRESS_DENIED, "the host is, or resolves to, an address that is not fetched from at this port");

    private final List<AllowRule> allow;
    private final Ports publicPorts;
    private final Ports rulePorts;
    private final Ports ownPorts;
    private final Set<AddressBits> ownAddresses;

    /// @throws IllegalArgumentException if a port is not from 1 to 65535
    public Guard(GuardOptions options) {
        allow = options.allow();
        publicPorts = new Ports(Stream.of(GuardOptions.PUBLIC_PORTS, options.publicPorts())
                .flatMap(Set::stream)
                .toList());
        rulePorts = new Ports(allow.stream().map(AllowRule::port).toList());
        ownPorts = new Ports(options.ownPorts());
        ownAddresses = options.ownAddresses().stream().map(AddressBits::of).collect(Collectors.toUnmodifiableSet());
    }

    /// Checks what a target says by itself: the port, and the address if the host is one. A name passes at every port
    /// that is public or that some rule opens; its addresses decide.
    ///
    /// @return null if the target may be resolved or, where the host is an address, connected to
    public @Nullable Refusal checkTarget(Target target) {
        int port = target.port();
        if (!publicPorts.contains(port) && !rulePorts.contains(port)) {
            return new Refusal(
                    Code.PORT_DENIED,
                    "port " + port + " is not open; expected 80, 443, 8080, 8443 or one that the operator opened");
        }
        return switch (target.host()) {
            case Host.Name _ -> null;
            case Host.Literal literal -> checkAddress(literal.address(), port);
        };
    }

    /// Checks one address to connect to.
    ///
    /// @return null if it may be connected to at this port
    public @Nullable Refusal checkAddress(InetAddress address, int port) {
        return permits(AddressBits.of(address), port) ? null : ADDRESS_DENIED;
    }

    /// Checks all the addresses that a name resolved to. An answer without addresses is denied too; a caller that
    /// tells it apart does so before.
    ///
    /// @return null if every one of them may be connected to at this port
    public @Nullable Refusal checkAddresses(List<InetAddress> addresses, int port) {
        for (InetAddress address : addresses) {
            Refusal refusal = checkAddress(address, port);
            if (refusal != null) {
                return refusal;
            }
        }
        return addresses.isEmpty() ? ADDRESS_DENIED : null;
    }

    private boolean permits(AddressBits address, int port) {
        if (AddressRanges.isMetadata(address) || isOwn(address, port)) {
            return false;
        }
        for (AllowRule rule : allow) {
            if (rule.covers(address, port)) {
                return true;
            }
        }
        return publicPorts.contains(port) && !AddressRanges.isDenied(address);
    }

    private boolean isOwn(AddressBits address, int port) {
        return ownPorts.contains(port)
                && (AddressRanges.isLocal(address)
                        || ownAddresses.contains(address)
                        || address.embedded().stream().anyMatch(ownAddresses::contains));
    }
}
