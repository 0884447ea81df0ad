package dev.corral.nursery;

/// Keeps what an instrument throws, which must throw nothing, from those who tell it: a task that has ended
/// must leave its nursery, and a permit that was granted must reach its task. It goes where the thread's
/// uncaught exceptions go.
record GuardedInstrument(Instrument told) implements Instrument {
    @Override
    public void taskStarted(Task<?> task) {
        try {
            told.taskStarted(task);
        } catch (RuntimeException | Error e) {
            Uncaught.handOver(e);
        }
    }

    @Override
    public void taskEnded(Task<?> task) {
        try {
            told.taskEnded(task);
        } catch (RuntimeException | Error e) {
            Uncaught.handOver(e);
        }
    }

    @Override
    public void waited(WaitKind kind, String subject, long nanos) {
        try {
            told.waited(kind, subject, nanos);
        } catch (RuntimeException | Error e) {
            Uncaught.handOver(e);
        }
    }

    @Override
    public boolean watchesHandles() {
        return told.watchesHandles();
    }

    @Override
    public void handleDropped(String channel, String end) {
        try {
            told.handleDropped(channel, end);
        } catch (RuntimeException | Error e) {
            Uncaught.handOver(e);
        }
    }
}
