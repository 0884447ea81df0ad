package dev.corral.server.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Finds the addresses of a name.
@FunctionalInterface
interface NameLookup {
    /// All addresses, in the order of the answer; the first is connected to, without falling back to the
    /// others; at least one. A checkpoint.
    ///
    /// @throws UnknownHostException if the name has none
    List<InetAddress> addresses(String name) throws UnknownHostException, InterruptedException;
}
