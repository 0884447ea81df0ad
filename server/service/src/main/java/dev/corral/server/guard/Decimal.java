package dev.corral.server.guard;

/// Plain decimal numbers: ASCII digits, no sign, no leading zero. Everything that could be read in two ways is none.
final class Decimal {
    private Decimal() {}

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /// Whether the text holds nothing but digits.
    static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /// The number, or -1 if the text is none or has more than `maxDigits` digits (at most 9).
    static int parse(String text, int maxDigits) {
        int length = text.length();
        if (length == 0 || length > maxDigits || (length > 1 && text.charAt(0) == '0')) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (!isDigit(c)) {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }
}
