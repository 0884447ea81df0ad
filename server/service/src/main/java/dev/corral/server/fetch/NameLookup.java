package dev.corral.server.fetch;

import dev.corral.nursery.Limiter;
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
    /// @throws UnknownHostException if the name has none
    List<InetAddress> addresses(String name) throws UnknownHostException, InterruptedException;

    /// The operating system's resolver.
    ///
    /// @param permits for look-ups at once, each of which holds a thread
    /// @param quarantined counts look-ups that were abandoned and run on
    static NameLookup system(Limiter permits, LongAdder quarantined) {
        return new SystemLookup(permits, quarantined);
    }

    /// A DNS server, asked from one of the loops; no hosts file, no search domains.
    ///
    /// @param permits for look-ups at once
    static NameLookup at(InetSocketAddress server, FetchLoops loops, Limiter permits) {
        return new ServerLookup(server, loops.near(0).context(), permits);
    }
}
