package dev.corral.nursery;

/// Thrown to those who ask for the result of a task that has none: it failed (the cause is what it threw, by
/// identity) or was cancelled (the cause is its [Cancelled]).
public final class TaskFailed extends Exception {
    private static final long serialVersionUID = 1L;

    TaskFailed(String task, Throwable cause) {
        super(
                "task " + task + (cause instanceof Cancelled ? " was cancelled: " : " failed: ") + ThrownText.of(cause),
                cause);
    }
}
