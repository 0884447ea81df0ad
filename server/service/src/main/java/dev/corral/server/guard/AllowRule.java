package dev.corral.server.guard;

import java.net.InetAddress;

/// The operator's leave to fetch from one range of addresses at one port, denied range or not. Made by
/// [#parse(String)].
public record AllowRule(Cidr range, int port) {
    public AllowRule {
        if (port < 1 || port > Ports.MAX) {
            throw new IllegalArgumentException("the port is no decimal number from 1 to " + Ports.MAX);
        }
        if (range.isSingleAddress() && AddressRanges.isMetadata(range.network())) {
            throw new IllegalArgumentException("this is a cloud's metadata service, which no rule opens");
        }
    }

    /// Parses `CIDR:PORT`: `127.0.0.1/32:9000`, `[::1]/128:9000`; an address without length means itself only.
    ///
    /// @throws IllegalArgumentException naming the value, the fault and the expected form
    public static AllowRule parse(String text) {
        int colon = text.lastIndexOf(':');
        try {
            if (colon < 0) {
                throw new IllegalArgumentException("it has no port");
            }
            Cidr range = Cidr.parse(unbracket(text.substring(0, colon)));
            return new AllowRule(range, Ports.parse(text.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "allow rule '" + text + "': " + e.getMessage()
                            + "; expected CIDR:PORT such as 127.0.0.1/32:9000 or [::1]/128:9000",
                    e);
        }
    }

    /// Whether this rule opens the port at the address.
    public boolean covers(InetAddress address, int atPort) {
        return covers(AddressBits.of(address), atPort);
    }

    boolean covers(AddressBits address, int atPort) {
        return port == atPort && range.contains(address);
    }

    /// Whether it opens its port everywhere: at loopback and inside, too.
    public boolean isEverywhere() {
        return range.isEverything();
    }

    /// The rule as [#parse(String)] takes it.
    @Override
    public String toString() {
        String cidr = range.toString();
        return (cidr.indexOf(':') < 0 ? cidr : '[' + cidr.replace("/", "]/")) + ':' + port;
    }

    private static String unbracket(String cidr) {
        if (!cidr.startsWith("[") && cidr.indexOf(':') < 0) {
            return cidr;
        }
        int end = cidr.indexOf(']');
        String address = end < 0 ? "" : cidr.substring(1, end);
        String length = cidr.substring(end + 1);
        if (address.indexOf(':') < 0 || address.indexOf('/') >= 0 || (!length.isEmpty() && !length.startsWith("/"))) {
            throw new IllegalArgumentException("IPv6 addresses, and only they, stand in brackets, without the length");
        }
        return address + length;
    }
}
