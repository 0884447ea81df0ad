package dev.corral.server.run;

import dev.corral.nursery.Event;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Holds a job, or its items, back while it is paused. Thread-safe.
public final class Gate {
    /// Set when the gate opens again; null while it is open.
    private final AtomicReference<@Nullable Event> closed = new AtomicReference<>();

    private final Journal journal;

    /// Holds items back too, while their journal does.
    Gate(Journal journal) {
        this.journal = journal;
    }

    public Gate() {
        this(Journal.NONE);
    }

    /// Who comes now waits; those that have passed are not called back.
    public void close() {
        closed.compareAndSet(null, new Event("pause"));
    }

    public void open() {
        Event waiting = closed.getAndSet(null);
        if (waiting != null) {
            waiting.set();
        }
    }

    public boolean isClosed() {
        return closed.get() != null;
    }

    /// Waits while the gate is closed. A checkpoint, if it waits.
    public void pass() throws InterruptedException {
        do {
            for (Event waiting = closed.get(); waiting != null; waiting = closed.get()) {
                waiting.await();
            }
            journal.awaitReady();
        } while (isClosed());
    }
}
