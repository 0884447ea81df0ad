package dev.corral.nursery;

/// Thrown by a checkpoint inside a cancelled scope, again and again until the scope is left.
///
/// Let it pass: the scope that was cancelled swallows it. Clean up in `finally`, and where the clean-up
/// itself has to wait, do that in [CancelScope#shielded]. Only the library makes instances; they carry no
/// stack trace, since the cause says more and a cancel of a million tasks must be cheap.
public final class Cancelled extends InterruptedException {
    private static final long serialVersionUID = 1L;

    private final transient CancelCause cancelCause;

    Cancelled(CancelCause cause) {
        super(cause.reason());
        this.cancelCause = cause;
        if (cause.failure() != null) {
            initCause(cause.failure());
        }
    }

    /// Why: source, reason, and the task that asked.
    public CancelCause cancelCause() {
        return cancelCause;
    }

    /// Does nothing: a cancellation is told by its cause, not by where it surfaced.
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
