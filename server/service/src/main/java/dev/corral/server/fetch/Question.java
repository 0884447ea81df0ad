package dev.corral.server.fetch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/// One question to a resolver that blocks. While it is asked and nobody waits for the answer any more, it counts as
/// quarantined. If it was not asked yet by then, it never is. Thread-safe.
final class Question {
    private final Supplier<List<InetAddress>> resolver;
    private final LongAdder quarantined;
    private final Runnable over;

    @GuardedBy("this")
    private boolean begun;

    @GuardedBy("this")
    private boolean asking;

    @GuardedBy("this")
    private boolean left;

    /// @param over is told once that the resolver is not asked any more, or will not be
    Question(Supplier<List<InetAddress>> resolver, LongAdder quarantined, Runnable over) {
        this.resolver = resolver;
        this.quarantined = quarantined;
        this.over = over;
    }

    /// Blocking: for a worker thread. No address if nobody waits any more.
    List<InetAddress> ask() {
        if (!begins()) {
            return List.of();
        }
        try {
            return resolver.get();
        } finally {
            ends();
        }
    }

    private synchronized boolean begins() {
        begun = !left;
        asking = begun;
        return begun;
    }

    private void ends() {
        synchronized (this) {
            asking = false;
            if (left) {
                quarantined.decrement();
            }
        }
        over.run();
    }

    /// The task waits no more, with or without an answer.
    void leave() {
        synchronized (this) {
            left = true;
            if (asking) {
                quarantined.increment();
            }
            if (begun) {
                return;
            }
        }
        over.run();
    }
}
