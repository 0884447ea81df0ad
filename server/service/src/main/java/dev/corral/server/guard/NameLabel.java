package dev.corral.server.guard;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;

/// One label of a host name: letters, digits and inner `-`, with `_` besides (in wide use for services), at most 63.
///
/// Labels in other scripts become A-labels by the core of IDNA2008 (RFC 5892: letters, marks and digits that NFKC
/// leaves alone), not by `java.net.IDN`: its IDNA2003 tables turn full-width digits, other dots and `ß` into ASCII.
final class NameLabel {
    private static final int MAX_LENGTH = 63;
    private static final String PREFIX = "xn--";

    private NameLabel() {}

    /// The label as it is sent.
    static String read(String text) throws RefusedException {
        String label = isAscii(text) ? text.toLowerCase(Locale.ROOT) : toALabel(text);
        if (label.isEmpty()) {
            throw HostReader.badHost("the host has an empty label or a trailing dot");
        }
        if (label.length() > MAX_LENGTH) {
            throw HostReader.badHost("the host has a label longer than " + MAX_LENGTH + " characters");
        }
        if (label.startsWith("-") || label.endsWith("-") || !label.chars().allMatch(NameLabel::isPlain)) {
            throw HostReader.badHost("the host has a label that is not made of letters, digits, '_' and inner '-'");
        }
        if (label.startsWith(PREFIX) && !isPunycode(label.substring(PREFIX.length()))) {
            throw HostReader.badHost("the host has a label that starts with xn-- and is no A-label");
        }
        return label;
    }

    private static String toALabel(String text) throws RefusedException {
        String label = text.toLowerCase(Locale.ROOT);
        boolean letters = label.codePoints().allMatch(NameLabel::isLetterOrMark);
        if (!letters || isMark(label.codePointAt(0)) || !isStable(text) || !isStable(label)) {
            throw HostReader.badHost(
                    "the host has characters that no host name holds or that stand for others; write those, or the"
                            + " A-label");
        }
        String encoded = Punycode.encode(label);
        if (label.startsWith("-") || label.startsWith(PREFIX) || label.endsWith("-") || encoded.endsWith("-")) {
            throw HostReader.badHost(
                    "the host has a label that starts with xn-- or has '-' at an end, and is not ASCII");
        }
        return PREFIX + encoded;
    }

    /// Whether the text is what [Punycode#encode(String)] gives for some label that is not all ASCII. Symbols that
    /// IDNA2008 leaves out may pass, for they are in use; what stands for other characters may not.
    private static boolean isPunycode(String text) {
        String label = Punycode.decode(text);
        return label != null
                && !isAscii(label)
                && isStable(label)
                && label.chars().noneMatch(Character::isISOControl)
                && Punycode.encode(label).equals(text);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private static boolean isStable(String text) {
        return Normalizer.isNormalized(text, Form.NFKC);
    }

    private static boolean isLetterOrMark(int c) {
        return c < 0x80 ? isPlain(c) : Character.isLetterOrDigit(c) || isMark(c);
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    /// Whether the character may stand in a label as it is sent.
    static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z') || Decimal.isDigit(c) || c == '-' || c == '_';
    }
}
