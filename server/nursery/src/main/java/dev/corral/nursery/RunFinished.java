package dev.corral.nursery;

/// Thrown to a thread that wants to bring work into a run, or under a task, that has ended.
public final class RunFinished extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    RunFinished(String what) {
        super(what);
    }
}
