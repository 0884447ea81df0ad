package dev.corral.nursery;

/// A task's wait for what an abandoned call has brought back. It cannot be cut short: a cancellation reaches
/// that through the tree.
final class ReentryCell extends WaitCell {
    private final OffloadCall<?> call;

    ReentryCell(Task<?> task, OffloadCall<?> call) {
        super(task);
        this.call = call;
    }

    @Override
    void stopRequested(Stop why) {
        // Cannot now: what is waited for hears of it itself.
    }

    @Override
    WaitKind kind() {
        return WaitKind.OFFLOAD;
    }

    @Override
    String subject() {
        return call.subject() + " re-entry";
    }

    @Override
    void withdraw() {
        // Never registered anywhere but with its call.
    }
}
