package dev.corral.nursery;

/// What a message says of an exception that somebody else made, and that may refuse to be told.
final class ThrownText {
    private ThrownText() {}

    static String of(Throwable thrown) {
        try {
            return String.valueOf(thrown);
        } catch (RuntimeException | Error e) {
            return thrown.getClass().getName() + " (its text cannot be had: "
                    + e.getClass().getName() + ")";
        }
    }
}
