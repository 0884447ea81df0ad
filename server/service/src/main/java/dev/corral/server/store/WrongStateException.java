package dev.corral.server.store;

/// A call does not fit the state that its job has by now: it has ended, say, or was forgotten. Nothing was done.
public final class WrongStateException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    WrongStateException(String message) {
        super(message);
    }

    private WrongStateException(WrongStateException cause) {
        super(cause.getMessage(), cause);
    }

    /// The same, with the trace of whoever asks.
    WrongStateException again() {
        return new WrongStateException(this);
    }
}
