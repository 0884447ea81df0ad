package dev.corral.server.guard;

import org.jspecify.annotations.Nullable;

/// Punycode with the parameters of RFC 3492, section 5. Quadratic in the label, which is at most 253 characters.
final class Punycode {
    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int INITIAL_BIAS = 72;
    private static final int INITIAL_N = 0x80;
    private static final String DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789";

    /// Above what any delta of a label that fits into DNS can reach; stops overflow.
    private static final long LIMIT = 1L << 40;

    private Punycode() {}

    /// Section 6.3, without the prefix `xn--`. Surrogates must be paired.
    static String encode(String label) {
        int[] points = label.codePoints().toArray();
        StringBuilder out = new StringBuilder();
        label.chars().filter(c -> c < INITIAL_N).forEach(c -> out.append((char) c));
        int basic = out.length();
        if (basic > 0) {
            out.append('-');
        }
        int handled = basic;
        int n = INITIAL_N;
        int bias = INITIAL_BIAS;
        long delta = 0;
        while (handled < points.length) {
            int next = nextPoint(points, n);
            delta += (long) (next - n) * (handled + 1);
            for (int point : points) {
                if (point < next) {
                    delta++;
                } else if (point == next) {
                    appendNumber(delta, bias, out);
                    bias = adapt(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
            delta++;
            n = next + 1;
        }
        return out.toString();
    }

    private static int nextPoint(int[] points, int from) {
        int next = Integer.MAX_VALUE;
        for (int point : points) {
            if (point >= from && point < next) {
                next = point;
            }
        }
        return next;
    }

    private static void appendNumber(long number, int bias, StringBuilder out) {
        long rest = number;
        for (int k = BASE; rest >= threshold(k, bias); k += BASE) {
            int t = threshold(k, bias);
            out.append(DIGITS.charAt((int) (t + (rest - t) % (BASE - t))));
            rest = (rest - t) / (BASE - t);
        }
        out.append(DIGITS.charAt((int) rest));
    }

    /// Section 6.2, without the prefix; null if the text is no Punycode. Lower case only.
    static @Nullable String decode(String text) {
        int delimiter = text.lastIndexOf('-');
        StringBuilder out = new StringBuilder(text.substring(0, Math.max(delimiter, 0)));
        Numbers numbers = new Numbers(text, delimiter + 1);
        int count = out.length();
        int bias = INITIAL_BIAS;
        long n = INITIAL_N;
        long i = 0;
        while (numbers.hasNext()) {
            long delta = numbers.next(bias);
            if (delta < 0) {
                return null;
            }
            bias = adapt(delta, ++count, i == 0);
            n += (i + delta) / count;
            i = (i + delta) % count;
            if (n > Character.MAX_CODE_POINT || Character.getType((int) n) == Character.SURROGATE) {
                return null;
            }
            out.insert(out.offsetByCodePoints(0, (int) i), Character.toChars((int) n));
            i++;
        }
        return out.toString();
    }

    /// The variable-length numbers of section 3.3, one after the other.
    private static final class Numbers {
        private final String text;
        private int at;

        Numbers(String text, int at) {
            this.text = text;
            this.at = at;
        }

        boolean hasNext() {
            return at < text.length();
        }

        /// The next number, or -1 if it is cut short, too large or not made of digits.
        long next(int bias) {
            long number = 0;
            long weight = 1;
            for (int k = BASE; hasNext() && weight < LIMIT; k += BASE) {
                int digit = DIGITS.indexOf(text.charAt(at++));
                if (digit < 0) {
                    return -1;
                }
                number += digit * weight;
                int t = threshold(k, bias);
                if (digit < t) {
                    return number;
                }
                weight *= BASE - t;
            }
            return -1;
        }
    }

    private static int threshold(int k, int bias) {
        return Math.clamp((long) k - bias, T_MIN, T_MAX);
    }

    private static int adapt(long delta, int count, boolean first) {
        long rest = first ? delta / DAMP : delta / 2;
        rest += rest / count;
        int k = 0;
        while (rest > (BASE - T_MIN) * T_MAX / 2) {
            rest /= BASE - T_MIN;
            k += BASE;
        }
        return k + (int) ((BASE - T_MIN + 1) * rest / (rest + SKEW));
    }
}
