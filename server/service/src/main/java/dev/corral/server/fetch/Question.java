package dev.corral.server.fetch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/// One question to the system's resolver. While it is asked and nobody waits for the answer any more, it counts as
/// quarantined. Thread-safe.
final class Question {
    private final String name;
    private final LongAdder quarantined;

    @GuardedBy("this")
    private boolean asking;

    @GuardedBy("this")
    private boolean left;

    Question(String name, LongAdder quarantined) {
        this.name = name;
        this.quarantined = quarantined;
    }

    /// Blocking: for a worker thread.
    ///
    /// @return empty if there is no address
    List<InetAddress> ask() {
        asking(true);
        try {
            return List.of(InetAddress.getAllByName(name));
        } catch (UnknownHostException e) {
            return List.of();
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
