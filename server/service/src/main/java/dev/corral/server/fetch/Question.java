package dev.corral.server.fetch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/// One question to a resolver that blocks. While it is asked and nobody waits for the answer any more, it counts as
/// quarantined. Thread-safe.
final class Question {
    private final Supplier<List<InetAddress>> resolver;
    private final LongAdder quarantined;

    @GuardedBy("this")
    private boolean asking;

    @GuardedBy("this")
    private boolean left;

    Question(Supplier<List<InetAddress>> resolver, LongAdder quarantined) {
        this.resolver = resolver;
        this.quarantined = quarantined;
    }

    /// Blocking: for a worker thread.
    List<InetAddress> ask() {
        asking(true);
        try {
            return resolver.get();
        } finally {
            asking(false);
        }
    }

    private synchronized void asking(boolean now) {
        asking = now;
        if (left) {
            quarantined.add(now ? 1 : -1);
        }
    }

    /// The task waits no more, with or without an answer.
    synchronized void leave() {
        left = true;
        if (asking) {
            quarantined.increment();
        }
    }
}
