package dev.corral.loadtest.act;

import dev.corral.loadtest.measure.Timing;
import dev.corral.loadtest.run.Run;
import dev.corral.loadtest.side.Crew;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Asks one URL again and again and books how long the answer takes, counted from when it was to be asked: a
/// service that stands still delays all looks that were due meanwhile. Starts with its making; thread-safe.
final class HealthProbe implements AutoCloseable {
    private final Run run;
    private final String url;
    private final AtomicLong failures = new AtomicLong();
    private volatile String sample;
    private volatile boolean closed;

    HealthProbe(Run run, String url, String sample, Duration every) {
        this.run = run;
        this.url = url;
        this.sample = sample;
        var _ = run.crew().start(() -> {
            for (long due = System.nanoTime(); !closed; due += every.toNanos()) {
                Crew.pause(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
                look(due);
            }
            return this;
        });
    }

    /// Books under another name from now on.
    void sample(String other) {
        sample = other;
    }

    private void look(long due) throws InterruptedException {
        long start = System.nanoTime();
        try {
            if (run.management().get(url).status() != 200) {
                failures.incrementAndGet();
            }
        } catch (IOException e) {
            failures.incrementAndGet();
            run.book().note("a failed look at " + url, String.valueOf(e));
        }
        run.samples().record(sample, new Timing(due, start, System.nanoTime()));
    }

    long failures() {
        return failures.get();
    }

    @Override
    public void close() {
        closed = true;
    }
}
