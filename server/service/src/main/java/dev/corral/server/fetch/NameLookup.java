package dev.corral.server.fetch;

import dev.corral.server.run.Share;
import dev.corral.server.run.SharedPermits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/// Finds the addresses of a name.
@FunctionalInterface
public interface NameLookup {
    /// All addresses, in the order of the answer; the first is connected to, without falling back to the
    /// others; at least one. A checkpoint.
    ///
    /// @param share takes part in the look-ups of the server by its weight
    /// @throws UnknownHostException if the name has none
    List<InetAddress> addresses(String name, Share share) throws UnknownHostException, InterruptedException;

    /// The operating system's resolver.
    ///
    /// @param permits for look-ups at once, each of which holds a thread
    /// @param quarantined counts look-ups that were abandoned and run on
    static NameLookup system(SharedPermits permits, LongAdder quarantined) {
        return new SystemLookup(permits, quarantined);
    }

    /// A DNS server, asked from one of the loops; no hosts file, no search domains.
    ///
    /// @param permits for look-ups at once
    static NameLookup at(InetSocketAddress server, FetchLoops loops, SharedPermits permits) {
        return new ServerLookup(server, loops.near(0).context(), permits);
    }
}
