package dev.corral.nursery;

/// Thrown when the result of a task is read before the task has ended.
public final class NotFinished extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    NotFinished(String task) {
        super("task " + task + " has not ended: await it, or read its result after its nursery has ended");
    }
}
