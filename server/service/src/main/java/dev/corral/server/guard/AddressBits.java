package dev.corral.server.guard;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// An IP address as 128 bits. IPv4 addresses are the ones mapped into `::ffff:0:0/96`, so that both spellings of one
/// address are equal.
record AddressBits(long high, long low) {
    static final int LENGTH = 128;
    static final int V4_LENGTH = 32;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final int V4_BYTES = 4;
    private static final int V6_BYTES = 16;
    private static final long MAPPED = 0xffffL;
    private static final long TRANSLATED = 0xffff_0000L;
    private static final long NAT64 = 0x0064_ff9b_0000_0000L;
    private static final long NAT64_LOCAL = 0x0064_ff9b_0001L;
    private static final long SIX_TO_FOUR = 0x2002L;
    private static final long TEREDO = 0x2001_0000L;
    private static final long ISATAP = 0x5efeL;
    private static final long ISATAP_UNIQUE = 0x0200_5efeL;

    static AddressBits of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == V4_BYTES
                ? ofV4((int) INTS.get(bytes, 0))
                : new AddressBits((long) LONGS.get(bytes, 0), (long) LONGS.get(bytes, Long.BYTES));
    }

    static AddressBits ofV4(long bits) {
        return new AddressBits(0, (MAPPED << 32) | (bits & 0xffff_ffffL));
    }

    boolean isV4() {
        return high == 0 && low >>> 32 == MAPPED;
    }

    /// One of the eight groups of 16 bits, the first being 0.
    int group(int index) {
        long half = index < 4 ? high : low;
        return (int) (half >>> ((3 - index % 4) * Short.SIZE)) & 0xffff;
    }

    /// The IPv4 addresses that translators and tunnels on the way may take this IPv6 address for; empty for IPv4.
    ///
    /// v4-compatible (RFC 4291), v4-translated (RFC 2765), NAT64 (RFC 6052), 6to4 (RFC 3056: bits 16 to 47), Teredo
    /// (RFC 4380: the server, and the client with all bits inverted) and ISATAP (RFC 5214). Of NAT64's local prefix
    /// (RFC 8215) only the network knows how long it is, so each length that RFC 6052 has counts.
    List<AddressBits> embedded() {
        if (isV4()) {
            return List.of();
        }
        List<AddressBits> found = new ArrayList<>(0);
        if (endsInV4()) {
            found.add(ofV4(low));
        }
        if (high >>> 48 == SIX_TO_FOUR) {
            found.add(ofV4(high >>> 16));
        }
        if (high >>> 32 == TEREDO) {
            found.add(ofV4(high));
            found.add(ofV4(~low));
        }
        if (high >>> 16 == NAT64_LOCAL) {
            addNat64Local(found);
        }
        return found;
    }

    private boolean endsInV4() {
        long middle = low >>> 32;
        boolean compatible = high == 0 && (middle == 0 || middle == TRANSLATED);
        boolean nat64 = high == NAT64 && middle == 0;
        return compatible || nat64 || middle == ISATAP || middle == ISATAP_UNIQUE;
    }

    /// Prefixes of 48, 56, 64 and 96 bits; the octet at bits 64 to 71 is skipped by the first three.
    private void addNat64Local(List<AddressBits> found) {
        found.add(ofV4((high << 16) | ((low >>> 40) & 0xffff)));
        found.add(ofV4((high << 24) | ((low >>> 32) & 0xff_ffff)));
        found.add(ofV4(low >>> 24));
        found.add(ofV4(low));
    }

    InetAddress toInetAddress() {
        byte[] bytes = new byte[isV4() ? V4_BYTES : V6_BYTES];
        if (isV4()) {
            INTS.set(bytes, 0, (int) low);
        } else {
            LONGS.set(bytes, 0, high);
            LONGS.set(bytes, Long.BYTES, low);
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of 4 or 16 bytes was refused by the JDK", e);
        }
    }

    /// Dotted decimal, or the canonical IPv6 text without brackets.
    @Override
    public String toString() {
        return isV4() ? Ipv4Text.format((int) low) : Ipv6Text.format(this);
    }
}
