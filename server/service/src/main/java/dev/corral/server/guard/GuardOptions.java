package dev.corral.server.guard;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;

/// What the operator says about fetching, and where this service itself can be reached.
///
/// @param allow ranges that may be fetched from at one port each, beyond public addresses at public ports
/// @param publicPorts ports of public addresses that are open besides [#PUBLIC_PORTS]
/// @param ownPorts ports that this service listens on; denied at its own addresses whatever the rules say
/// @param ownAddresses this host's addresses, those of its interfaces; loopback need not be named
public record GuardOptions(
        List<AllowRule> allow, Set<Integer> publicPorts, Set<Integer> ownPorts, Set<InetAddress> ownAddresses) {
    /// The ports that are open at public addresses without the operator's doing.
    public static final Set<Integer> PUBLIC_PORTS = Set.of(80, 443, 8080, 8443);

    /// No rules, no further ports, no service of our own.
    public static final GuardOptions DEFAULT = new GuardOptions(List.of(), Set.of(), Set.of(), Set.of());

    public GuardOptions {
        allow = List.copyOf(allow);
        publicPorts = Set.copyOf(publicPorts);
        ownPorts = Set.copyOf(ownPorts);
        ownAddresses = Set.copyOf(ownAddresses);
    }
}
