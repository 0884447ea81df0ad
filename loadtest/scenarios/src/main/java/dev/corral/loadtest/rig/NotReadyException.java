package dev.corral.loadtest.rig;

/// Something that a run needs does not answer.
public final class NotReadyException extends Exception {
    private static final long serialVersionUID = 1L;

    public NotReadyException(String message, Throwable cause) {
        super(message, cause);
    }
}
