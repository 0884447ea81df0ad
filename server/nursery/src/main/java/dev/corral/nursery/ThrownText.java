package dev.corral.nursery;

/// What a message says of an exception that somebody else made, and that may refuse to be told.
///
/// Of a long text it says only how it begins and ends: a failure that leaves a thousand nurseries is told in each,
/// with what it left before, and the texts would grow with every one. The exceptions themselves hold all.
///
/// No `+` here, nor by those who tell a failure of their nursery: it is linked where it first runs, and if the stack
/// ends in the middle of that, as it may where an overflow is told, the JDK can link nothing any more.
final class ThrownText {
    private static final int MOST_CHARS = 1000;
    private static final int TAIL_CHARS = 300;

    private ThrownText() {}

    static String of(Throwable thrown) {
        try {
            return shortened(String.valueOf(thrown));
        } catch (RuntimeException | Error e) {
            return thrown.getClass()
                    .getName()
                    .concat(" (its text cannot be had: ")
                    .concat(e.getClass().getName())
                    .concat(")");
        }
    }

    /// The same, after some other words.
    static String after(String words, Throwable thrown) {
        return words.concat(of(thrown));
    }

    private static String shortened(String text) {
        if (text.length() <= MOST_CHARS) {
            return text;
        }
        int headEnd = boundary(text, MOST_CHARS - TAIL_CHARS);
        int tailStart = boundary(text, text.length() - TAIL_CHARS);
        return new StringBuilder(MOST_CHARS + 100)
                .append(text, 0, headEnd)
                .append(" [")
                .append(tailStart - headEnd)
                .append(" characters left out] ")
                .append(text, tailStart, text.length())
                .toString();
    }

    /// Not between the two halves of a character.
    private static int boundary(String text, int index) {
        return Character.isLowSurrogate(text.charAt(index)) ? index - 1 : index;
    }
}
