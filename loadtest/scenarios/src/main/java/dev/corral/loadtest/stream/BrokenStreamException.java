package dev.corral.loadtest.stream;

/// A promise of the stream was broken. Only ever data: it becomes a [StreamVerdict.Broken].
final class BrokenStreamException extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenStreamException(String fault) {
        super(fault, null, false, false);
    }

    String fault() {
        return String.valueOf(getMessage());
    }
}
