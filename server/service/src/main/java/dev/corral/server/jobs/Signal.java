package dev.corral.server.jobs;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.corral.nursery.Event;
import org.jspecify.annotations.Nullable;

/// A number that only grows, and that tasks can wait for to grow. Thread-safe.
final class Signal {
    @GuardedBy("this")
    private long value;

    @GuardedBy("this")
    private Event grows = new Event("record");

    void raise(long to) {
        Event heard;
        synchronized (this) {
            if (to <= value) {
                return;
            }
            value = to;
            heard = grows;
            grows = new Event("record");
        }
        heard.set();
    }

    /// Waits until the number is above another. A checkpoint.
    void awaitAbove(long low) throws InterruptedException {
        for (Event next = nextUnlessAbove(low); next != null; next = nextUnlessAbove(low)) {
            next.await();
        }
    }

    private synchronized @Nullable Event nextUnlessAbove(long low) {
        return value > low ? null : grows;
    }
}
