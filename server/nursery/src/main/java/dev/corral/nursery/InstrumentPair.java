package dev.corral.nursery;

record InstrumentPair(Instrument first, Instrument second) implements Instrument {
    @Override
    public void taskStarted(Task<?> task) {
        first.taskStarted(task);
        second.taskStarted(task);
    }

    @Override
    public void taskEnded(Task<?> task) {
        first.taskEnded(task);
        second.taskEnded(task);
    }

    @Override
    public void waited(WaitKind kind, String subject, long nanos) {
        first.waited(kind, subject, nanos);
        second.waited(kind, subject, nanos);
    }

    @Override
    public boolean watchesHandles() {
        return first.watchesHandles() || second.watchesHandles();
    }

    @Override
    public void handleDropped(String channel, String end) {
        first.handleDropped(channel, end);
        second.handleDropped(channel, end);
    }
}
