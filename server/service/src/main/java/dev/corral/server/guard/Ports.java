package dev.corral.server.guard;

import java.util.BitSet;
import java.util.Collection;

/// An immutable set of ports.
final class Ports {
    /// The highest port there is.
    static final int MAX = 65_535;

    private static final int MAX_DIGITS = 5;

    private final BitSet bits = new BitSet();

    Ports(Collection<Integer> ports) {
        for (int port : ports) {
            if (port < 1 || port > MAX) {
                throw new IllegalArgumentException("port " + port + " is not from 1 to " + MAX);
            }
            bits.set(port);
        }
    }

    boolean contains(int port) {
        return bits.get(port);
    }

    /// The port that plain decimal digits without leading zero stand for, or -1 for anything else, 0 and above
    /// [#MAX] included. Stricter than `Integer.parseInt`, which takes signs and other scripts' digits.
    static int parse(String text) {
        int port = Decimal.parse(text, MAX_DIGITS);
        return port >= 1 && port <= MAX ? port : -1;
    }
}
