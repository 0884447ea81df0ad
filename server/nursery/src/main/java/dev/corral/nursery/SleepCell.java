package dev.corral.nursery;

/// Waits for a moment.
final class SleepCell extends WaitCell {
    private Clock.Timer timer = () -> {};

    SleepCell(Task<?> task) {
        super(task);
    }

    /// Before the wait begins, by the task itself.
    void arm(long nanos) {
        Clock clock = task.run().clock();
        timer = clock.schedule(clock.nanoTime() + nanos, this::ring);
    }

    private void ring() {
        if (complete(null)) {
            wake();
        }
    }

    @Override
    WaitKind kind() {
        return WaitKind.SLEEP;
    }

    @Override
    String subject() {
        return "sleep";
    }

    @Override
    void withdraw() {
        timer.cancel();
    }
}
