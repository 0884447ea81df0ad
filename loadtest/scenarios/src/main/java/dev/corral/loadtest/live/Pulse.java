package dev.corral.loadtest.live;

import dev.corral.loadtest.measure.Samples;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Asks every 5 ms to be woken and records how late that was: what the generator's own pauses and a crowded
/// machine add to everything that it measures.
final class Pulse implements AutoCloseable {
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Samples samples;
    private volatile boolean closed;

    Pulse(Samples samples) {
        this.samples = samples;
        Thread.ofPlatform().daemon().name("pulse").start(this::beat);
    }

    private void beat() {
        while (!closed) {
            long wanted = System.nanoTime() + STEP_NANOS;
            LockSupport.parkNanos(STEP_NANOS);
            samples.record(Samples.GENERATOR_LAG, Duration.ofNanos(Math.max(0, System.nanoTime() - wanted)));
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
