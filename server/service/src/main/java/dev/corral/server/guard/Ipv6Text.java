package dev.corral.server.guard;

import org.jspecify.annotations.Nullable;

/// IPv6 addresses as text, without brackets or zone: any form of RFC 3986 is read, the canonical one of RFC 5952 is
/// written.
final class Ipv6Text {
    private static final int GROUPS = 8;
    private static final int MAX_LENGTH = 45;

    private Ipv6Text() {}

    static @Nullable AddressBits parse(String text) {
        int gap = text.indexOf("::");
        if (text.length() > MAX_LENGTH || (gap >= 0 && text.indexOf("::", gap + 1) >= 0)) {
            return null;
        }
        int[] groups = new int[GROUPS];
        if (gap < 0) {
            return readGroups(text, groups) == GROUPS ? ofGroups(groups) : null;
        }
        String before = text.substring(0, gap);
        int head = before.indexOf('.') < 0 ? readGroups(before, groups) : -1;
        int[] end = new int[GROUPS];
        int tail = readGroups(text.substring(gap + 2), end);
        if (head < 0 || tail < 0 || head + tail >= GROUPS) {
            return null;
        }
        System.arraycopy(end, 0, groups, GROUPS - tail, tail);
        return ofGroups(groups);
    }

    static String format(AddressBits bits) {
        return formatGroups(bits, GROUPS).toString();
    }

    /// The canonical form with the last 32 bits in dotted decimal.
    static String formatDotted(AddressBits bits) {
        StringBuilder out = formatGroups(bits, GROUPS - 2);
        return out.append(out.charAt(out.length() - 1) == ':' ? "" : ":")
                .append(Ipv4Text.format((int) bits.low()))
                .toString();
    }

    /// Reads groups separated by single colons, the last of them possibly dotted decimal, which counts for two.
    ///
    /// @return how many groups were read, or -1 if the text is malformed or holds more than eight
    private static int readGroups(String text, int[] groups) {
        if (text.isEmpty()) {
            return 0;
        }
        String[] parts = text.split(":", -1);
        boolean dotted = parts[parts.length - 1].indexOf('.') >= 0;
        int count = dotted ? parts.length + 1 : parts.length;
        if (count > GROUPS) {
            return -1;
        }
        int plain = dotted ? parts.length - 1 : parts.length;
        for (int i = 0; i < plain; i++) {
            groups[i] = readGroup(parts[i]);
            if (groups[i] < 0) {
                return -1;
            }
        }
        if (!dotted) {
            return count;
        }
        AddressBits v4 = Ipv4Text.parse(parts[plain]);
        if (v4 == null) {
            return -1;
        }
        groups[plain] = v4.group(6);
        groups[plain + 1] = v4.group(7);
        return count;
    }

    private static int readGroup(String text) {
        if (text.isEmpty() || text.length() > 4) {
            return -1;
        }
        int group = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            group = (group << 4) | digit;
        }
        return group;
    }

    private static AddressBits ofGroups(int[] groups) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < GROUPS / 2; i++) {
            high = (high << Short.SIZE) | groups[i];
            low = (low << Short.SIZE) | groups[GROUPS / 2 + i];
        }
        return new AddressBits(high, low);
    }

    /// The first `count` groups; the longest run of two or more zero groups, the first of equals, becomes `::`.
    private static StringBuilder formatGroups(AddressBits bits, int count) {
        int runStart = -1;
        int runLength = 1;
        for (int i = 0; i < count; i++) {
            int length = zeroRun(bits, i, count);
            if (length > runLength) {
                runStart = i;
                runLength = length;
            }
        }
        StringBuilder out = new StringBuilder(MAX_LENGTH);
        for (int i = 0; i < count; i++) {
            if (i == runStart) {
                out.append("::");
                i += runLength - 1;
            } else {
                out.append(out.isEmpty() || out.charAt(out.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(bits.group(i)));
            }
        }
        return out;
    }

    private static int zeroRun(AddressBits bits, int from, int end) {
        int i = from;
        while (i < end && bits.group(i) == 0) {
            i++;
        }
        return i - from;
    }
}
