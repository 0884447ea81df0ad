package dev.corral.nursery;

/// Thrown to code on a worker thread that wants to bring more work back to a task which has left it: the task
/// was cancelled or interrupted and has abandoned the call, and its run may be over too.
public final class CallAbandoned extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    CallAbandoned(String what) {
        super(what);
    }
}
