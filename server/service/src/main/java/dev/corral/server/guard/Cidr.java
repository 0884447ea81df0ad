package dev.corral.server.guard;

/// A range of addresses of one family: a network and how many of its leading bits count.
///
/// @param length of 128 bits, for IPv4 too: 96 more than in its text
record Cidr(AddressBits network, int length) {
    private static final int V4_OFFSET = AddressBits.LENGTH - AddressBits.V4_LENGTH;

    Cidr {
        if (length < 0 || length > AddressBits.LENGTH) {
            throw new IllegalArgumentException("the prefix length is not from 0 to that of the address");
        }
        AddressBits masked = mask(network, length);
        if (!masked.equals(network)) {
            throw new IllegalArgumentException(
                    "the address has bits beyond its prefix; did you mean " + text(masked, length) + "?");
        }
    }

    /// Parses `10.0.0.0/8`, `fc00::/7` or a bare address, which means itself only.
    ///
    /// @throws IllegalArgumentException naming the fault
    static Cidr parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        boolean v4 = address.indexOf(':') < 0;
        AddressBits network = v4 ? Ipv4Text.parse(address) : Ipv6Text.parse(address);
        if (network == null) {
            throw new IllegalArgumentException("the part before '/' is no IPv4 or IPv6 address");
        }
        int max = v4 ? AddressBits.V4_LENGTH : AddressBits.LENGTH;
        int length = slash < 0 ? max : Decimal.parse(text.substring(slash + 1), 3);
        if (length < 0 || length > max) {
            throw new IllegalArgumentException("the prefix length is not a number from 0 to " + max);
        }
        return new Cidr(network, v4 ? V4_OFFSET + length : length);
    }

    /// Whether the address is of this family and in this range: `::/0` holds no IPv4 address.
    boolean contains(AddressBits address) {
        return address.isV4() == isV4() && mask(address, length).equals(network);
    }

    boolean isSingleAddress() {
        return length == AddressBits.LENGTH;
    }

    /// Whether it holds all addresses of its family.
    boolean isEverything() {
        return length == (network.isV4() ? V4_OFFSET : 0);
    }

    boolean isV4() {
        return isV4(network, length);
    }

    @Override
    public String toString() {
        return text(network, length);
    }

    private static boolean isV4(AddressBits network, int length) {
        return length >= V4_OFFSET && network.isV4();
    }

    private static String text(AddressBits network, int length) {
        return network + "/" + (isV4(network, length) ? length - V4_OFFSET : length);
    }

    private static AddressBits mask(AddressBits address, int length) {
        return new AddressBits(address.high() & leading(length), address.low() & leading(length - Long.SIZE));
    }

    /// A long with that many leading ones; none for a negative count.
    private static long leading(int ones) {
        if (ones <= 0) {
            return 0;
        }
        return ones >= Long.SIZE ? -1L : -1L << (Long.SIZE - ones);
    }
}
