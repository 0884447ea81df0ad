package dev.corral.server.fetch;

import dev.corral.server.stream.ErrorKind;
import java.net.InetAddress;

/// Where a fetch may connect to, after the look-up and the guard.
sealed interface Destination {
    /// How long the look-up took; -1 if the host was an address.
    long lookupNanos();

    /// Every address of the name was checked; this one is connected to.
    record Allowed(InetAddress address, long lookupNanos) implements Destination {}

    record Barred(ErrorKind kind, String detail, long lookupNanos) implements Destination {}
}
