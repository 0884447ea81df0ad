package dev.corral.nursery;

/// The wait of a nursery's host for the last task. It cannot be cut short: a cancellation reaches the tasks
/// through the tree.
final class ExitCell extends WaitCell {
    private final Nursery nursery;

    ExitCell(Task<?> host, Nursery nursery) {
        super(host);
        this.nursery = nursery;
    }

    @Override
    WaitKind kind() {
        return WaitKind.NURSERY;
    }

    @Override
    String subject() {
        return nursery.name();
    }

    @Override
    void stopRequested(Stop why) {
        if (why instanceof Stop.Interruption) {
            nursery.interrupt(new InterruptedException(
                    task.name() + " was interrupted while it waited for the tasks of nursery " + nursery.name()));
        }
    }

    @Override
    void withdraw() {
        // Never registered anywhere but in its nursery.
    }
}
