package dev.corral.bench.contender;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// What the permits guard: it counts who is inside, and objects when it is too full.
final class Room {
    private final int permits;
    private final AtomicInteger inside = new AtomicInteger();
    private final LongAdder turns = new LongAdder();

    Room(int permits) {
        this.permits = permits;
    }

    void enter() {
        int now = inside.incrementAndGet();
        if (now > permits) {
            throw new IllegalStateException(now + " are inside, expected " + permits + " at most");
        }
    }

    void leave() {
        turns.increment();
        inside.decrementAndGet();
    }

    long turns() {
        return turns.sum();
    }
}
