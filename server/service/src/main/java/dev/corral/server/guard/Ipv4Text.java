package dev.corral.server.guard;

import org.jspecify.annotations.Nullable;

/// IPv4 addresses as text: four decimal numbers, nothing else.
final class Ipv4Text {
    private static final int PARTS = 4;
    private static final int MAX_LENGTH = 15;

    private Ipv4Text() {}

    static @Nullable AddressBits parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return null;
        }
        long bits = 0;
        int start = 0;
        for (int part = 1; part <= PARTS; part++) {
            int dot = text.indexOf('.', start);
            int end = dot < 0 ? text.length() : dot;
            int octet = Decimal.parse(text.substring(start, end), 3);
            if (octet < 0 || octet > 0xff || (dot < 0) != (part == PARTS)) {
                return null;
            }
            bits = (bits << Byte.SIZE) | octet;
            start = end + 1;
        }
        return AddressBits.ofV4(bits);
    }

    static String format(int bits) {
        return (bits >>> 24) + "." + ((bits >>> 16) & 0xff) + "." + ((bits >>> 8) & 0xff) + "." + (bits & 0xff);
    }
}
