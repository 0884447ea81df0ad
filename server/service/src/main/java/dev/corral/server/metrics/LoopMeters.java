package dev.corral.server.metrics;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// How late event loops run what is due: what every request on them waits for, whatever it does. Thread-safe.
public final class LoopMeters {
    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final Shape LAG = Shape.of(
            "corral_loop_lag_seconds",
            "How late event loops run what is due, in seconds, looked at every 100 ms on each. Above 0.05 now and then:"
                    + " collector pauses or a processor that is too small; all the time: something blocks a loop,"
                    + " see loop.stalled in the log",
            0.001,
            0.0025,
            0.005,
            0.01,
            0.025,
            0.05,
            0.1,
            0.25,
            0.5,
            1,
            2.5);

    private final MeterRegistry registry;
    private final Distribution lag;
    private final Counter stalls;
    private final Clock clock;

    LoopMeters(MeterRegistry registry, Histograms histograms) {
        this.registry = registry;
        clock = registry.config().clock();
        lag = histograms.bare(LAG);
        stalls = Counter.builder("corral.loop.stalls")
                .description("Times that a task held its event loop for too long, in jobs with backend loop. The log"
                        + " names the task: loop.stalled")
                .register(registry);
    }

    /// A task held its loop for too long.
    public void stalled() {
        stalls.increment();
    }

    /// Looks after loops until it is closed.
    public Watch watch(Iterable<? extends EventExecutor> loops) {
        List<ScheduledFuture<?>> looks = new ArrayList<>();
        for (EventExecutor loop : loops) {
            Slowest worst = Slowest.shown(
                    registry,
                    "corral.loop.worst.lag.seconds",
                    "The worst of corral_loop_lag_seconds of the last minute, by number of the loop",
                    "loop",
                    Integer.toString(looks.size()));
            looks.add(loop.scheduleWithFixedDelay(new Look(worst), PERIOD_NANOS, PERIOD_NANOS, TimeUnit.NANOSECONDS));
        }
        return () -> looks.forEach(look -> look.cancel(false));
    }

    /// Ends when it is closed.
    @FunctionalInterface
    public interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /// What a loop runs again and again. Confined to it.
    private final class Look implements Runnable {
        private final Slowest worst;
        private long dueNanos;

        Look(Slowest worst) {
            this.worst = worst;
            this.dueNanos = clock.monotonicTime() + PERIOD_NANOS;
        }

        @Override
        public void run() {
            long now = clock.monotonicTime();
            long late = Math.max(0, now - dueNanos);
            lag.recordNanos(late, Exemplar.NONE);
            worst.recordNanos(late);
            // Counted from the end of this run: a run that was late does not make the next one early.
            dueNanos = clock.monotonicTime() + PERIOD_NANOS;
        }
    }
}
