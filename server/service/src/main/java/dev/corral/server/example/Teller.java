package dev.corral.server.example;

import dev.corral.nursery.Clock;
import java.util.Locale;
import java.util.function.Consumer;

/// Says what happens, each line with the time since the beginning. Thread-safe.
public final class Teller {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Clock clock;
    private final Consumer<String> lines;
    private final long startNanos;

    /// @param clock of the backend that the example runs on
    /// @param lines takes each line; called by one thread at a time
    public Teller(Clock clock, Consumer<String> lines) {
        this.clock = clock;
        this.lines = lines;
        this.startNanos = clock.nanoTime();
    }

    synchronized void say(String what) {
        double seconds = (clock.nanoTime() - startNanos) / NANOS_PER_SECOND;
        lines.accept(String.format(Locale.ROOT, "%5.2f s  %s", seconds, what));
    }
}
