package dev.corral.server.guard;

import dev.corral.server.guard.Refusal.Code;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HexFormat;

/// Path and query of a URL in the form in which they are sent.
final class RequestTarget {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private static final BitSet PUNCTUATION = bits("-._~!$&'()*+,;=:@/?");

    private RequestTarget() {}

    private static BitSet bits(String characters) {
        BitSet bits = new BitSet();
        characters.chars().forEach(bits::set);
        return bits;
    }

    /// Percent-encodes what RFC 3986 does not let stand in a path or query: non-ASCII as UTF-8, and ASCII such as
    /// `"`, `<` or `[`. What is encoded already stays as it is, in its own case; dot segments stay too.
    ///
    /// @param text without fragment; surrogates must be paired
    /// @throws RefusedException if a `%` is not followed by two hex digits
    static String encode(String text) throws RefusedException {
        return isEncoded(text) ? text : encoded(text);
    }

    private static String encoded(String text) throws RefusedException {
        StringBuilder out = new StringBuilder(text.length() + 1);
        if (!text.startsWith("/")) {
            out.append('/');
        }
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (c == '%' && !isEscape(text, i)) {
                throw new RefusedException(
                        Code.BAD_URL, "a '%' in the path or query is not followed by two hex digits; write it as %25");
            }
            if (c == '%' || isPlain(c)) {
                out.append((char) c);
            } else {
                appendEscaped(c, out);
            }
        }
        return out.toString();
    }

    /// Whether the text starts with `/` and [#encode(String)] would leave it as it is.
    static boolean isEncoded(String text) {
        if (!text.startsWith("/")) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isPlain(c) && (c != '%' || !isEscape(text, i))) {
                return false;
            }
        }
        return true;
    }

    private static void appendEscaped(int codePoint, StringBuilder out) {
        for (byte octet : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
            out.append('%');
            HEX.toHexDigits(out, octet);
        }
    }

    private static boolean isEscape(String text, int at) {
        return at + 2 < text.length()
                && HexFormat.isHexDigit(text.charAt(at + 1))
                && HexFormat.isHexDigit(text.charAt(at + 2));
    }

    /// RFC 3986's pchar without the escapes, `/` and `?`.
    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || Decimal.isDigit(c)
                || (c < 0x80 && PUNCTUATION.get(c));
    }
}
