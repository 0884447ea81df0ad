package dev.corral.origin;

import java.util.List;
import java.util.stream.IntStream;

/// Where and how an [Origin] listens.
///
/// @param host the address or name to bind
/// @param port the port to bind; 0 for any free one
/// @param loops how many event loops share the connections; no more than the Vert.x instance has
/// @param addresses on how many consecutive loopback addresses, the host's being the first: to a client as many hosts
public record OriginOptions(String host, int port, int loops, int addresses) {
    /// Loopback only.
    public static final String DEFAULT_HOST = "127.0.0.1";

    /// The port of the command.
    public static final int DEFAULT_PORT = 9100;

    /// One loop: an origin is a small part of a load test.
    public static final int DEFAULT_LOOPS = 1;

    /// The host's own and no more.
    public static final int DEFAULT_ADDRESSES = 1;

    private static final int MAX_ADDRESSES = 250;
    private static final int MAX_PORT = 65_535;
    private static final int MAX_LOOPS = 256;

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException when a value is out of range
    public OriginOptions {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host is \"" + host + "\"; expected an address or a name to bind");
        }
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("port is " + port + "; expected 0 (any free one) to " + MAX_PORT);
        }
        if (loops < 1 || loops > MAX_LOOPS) {
            throw new IllegalArgumentException("loops is " + loops + "; expected 1 to " + MAX_LOOPS);
        }
        if (addresses < 1 || addresses > MAX_ADDRESSES) {
            throw new IllegalArgumentException("addresses is " + addresses + "; expected 1 to " + MAX_ADDRESSES);
        }
        if (addresses > 1 && !host.equals(DEFAULT_HOST)) {
            throw new IllegalArgumentException("host is \"" + host + "\" with " + addresses + " addresses; expected "
                    + DEFAULT_HOST + ", from which they are counted");
        }
    }

    /// One address.
    public OriginOptions(String host, int port, int loops) {
        this(host, port, loops, DEFAULT_ADDRESSES);
    }

    /// The other addresses, on this port.
    List<OriginOptions> neighbours(int samePort) {
        return IntStream.rangeClosed(2, addresses)
                .mapToObj(last -> new OriginOptions("127.0.0." + last, samePort, loops))
                .toList();
    }

    /// One loop on any free port of the loopback address: what a test wants.
    public static OriginOptions anyPort() {
        return new OriginOptions(DEFAULT_HOST, 0, DEFAULT_LOOPS);
    }
}
