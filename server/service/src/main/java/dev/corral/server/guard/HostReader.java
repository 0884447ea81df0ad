package dev.corral.server.guard;

import dev.corral.server.guard.Refusal.Code;
import java.util.Locale;

/// Reads the host of a URL.
///
/// Names are labels of at most 253 characters together; a trailing dot is refused, because it would make a second
/// spelling of the same origin. A host whose last label reads as a number to anyone (the rule of the WHATWG URL
/// standard) must be a plain IPv4 address.
final class HostReader {
    private static final int MAX_NAME = 253;

    private HostReader() {}

    /// @param text the host as it stands in the authority, IPv6 in brackets
    static Host read(String text) throws RefusedException {
        if (text.isEmpty()) {
            throw badHost("the URL has no host; IPv6 addresses stand in brackets");
        }
        if (text.startsWith("[")) {
            return readIpv6(text.substring(1, text.length() - 1));
        }
        if (text.length() > MAX_NAME) {
            throw badHost("the host is longer than " + MAX_NAME + " characters");
        }
        if (text.indexOf('%') >= 0) {
            throw badHost("the host is percent-encoded; write it as it is");
        }
        if (hasForeignDigits(text)) {
            throw new RefusedException(Code.NUMERIC_HOST, "the host holds digits other than 0 to 9");
        }
        return looksNumeric(text) ? readIpv4(text) : readName(text);
    }

    private static boolean hasForeignDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7f) {
                return text.codePoints().anyMatch(c -> c > 0x7f && Character.isDigit(c));
            }
        }
        return false;
    }

    private static Host readIpv6(String text) throws RefusedException {
        if (text.indexOf('%') >= 0) {
            throw badHost("zone ids are not accepted");
        }
        String address = text.toLowerCase(Locale.ROOT);
        AddressBits bits = Ipv6Text.parse(address);
        if (bits == null) {
            throw badHost("no IPv6 address between the brackets");
        }
        String canonical = address.indexOf('.') < 0 ? Ipv6Text.format(bits) : Ipv6Text.formatDotted(bits);
        if (!canonical.equals(address)) {
            throw new RefusedException(
                    Code.NUMERIC_HOST,
                    "the IPv6 address is not in its canonical form (RFC 5952); write [" + canonical + "]");
        }
        return Host.Literal.of(bits);
    }

    /// Whether the last label, a trailing dot aside, is all digits or a hex number.
    private static boolean looksNumeric(String text) {
        int end = text.endsWith(".") ? text.length() - 1 : text.length();
        String last = text.substring(text.lastIndexOf('.', end - 1) + 1, end);
        if (last.startsWith("0x") || last.startsWith("0X")) {
            return last.chars().skip(2).allMatch(c -> Character.digit(c, 16) >= 0);
        }
        return !last.isEmpty() && Decimal.isDigits(last);
    }

    private static Host readIpv4(String text) throws RefusedException {
        AddressBits bits = Ipv4Text.parse(text);
        if (bits == null) {
            throw new RefusedException(
                    Code.NUMERIC_HOST,
                    "ambiguous IPv4 form; expected four decimal numbers from 0 to 255 without leading zeros");
        }
        return Host.Literal.of(bits);
    }

    private static Host readName(String text) throws RefusedException {
        StringBuilder name = new StringBuilder(text.length());
        int start = 0;
        while (start <= text.length()) {
            int dot = text.indexOf('.', start);
            int end = dot < 0 ? text.length() : dot;
            name.append(start == 0 ? "" : ".").append(NameLabel.read(text.substring(start, end)));
            start = end + 1;
        }
        if (name.length() > MAX_NAME) {
            throw badHost("the host is longer than " + MAX_NAME + " characters");
        }
        return new Host.Name(name.toString());
    }

    static RefusedException badHost(String detail) {
        return new RefusedException(Code.BAD_HOST, detail);
    }
}
