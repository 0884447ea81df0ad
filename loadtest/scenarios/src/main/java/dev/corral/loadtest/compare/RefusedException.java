package dev.corral.loadtest.compare;

/// Runs that cannot be compared.
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }
}
