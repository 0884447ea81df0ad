package dev.corral.server.run;

import dev.corral.nursery.Event;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Holds items back while a job is paused. Thread-safe.
final class Gate {
    /// Set when the gate opens again; null while it is open.
    private final AtomicReference<@Nullable Event> closed = new AtomicReference<>();

    /// Items that come now wait; those that have passed are not called back.
    void close() {
        closed.compareAndSet(null, new Event("pause"));
    }

    void open() {
        Event waiting = closed.getAndSet(null);
        if (waiting != null) {
            waiting.set();
        }
    }

    boolean isClosed() {
        return closed.get() != null;
    }

    /// Waits while the gate is closed. A checkpoint.
    void pass() throws InterruptedException {
        for (Event waiting = closed.get(); waiting != null; waiting = closed.get()) {
            waiting.await();
        }
    }
}
