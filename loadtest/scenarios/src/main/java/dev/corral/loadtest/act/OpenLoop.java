package dev.corral.loadtest.act;

import dev.corral.loadtest.measure.Samples;
import dev.corral.loadtest.run.Run;
import dev.corral.loadtest.side.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/// An open model by the side driver: something starts at a constant rate, whatever became of what started
/// before. What starts must not block.
final class OpenLoop {
    private final Run run;
    private final double perSecond;
    private final Duration duration;
    private final boolean warmUp;
    private final List<Future<?>> started = new ArrayList<>();

    /// @param warmUp whether lag is not booked
    OpenLoop(Run run, double perSecond, Duration duration, boolean warmUp) {
        this.run = run;
        this.perSecond = perSecond;
        this.duration = duration;
        this.warmUp = warmUp;
    }

    /// Starts all of them, on this thread. A checkpoint.
    ///
    /// @param start gets the intended moment, and gives what goes on
    void run(LongFunction<Future<?>> start) throws InterruptedException {
        long begin = System.nanoTime();
        long count = Math.round(perSecond * duration.toNanos() / 1e9);
        for (long i = 0; i < count && run.stopped() == null; i++) {
            long intended = begin + Math.round(i * 1e9 / perSecond);
            for (long left = intended - System.nanoTime(); left > 0; left = intended - System.nanoTime()) {
                LockSupport.parkNanos(left);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            if (!warmUp) {
                run.samples().record(Samples.INJECTION_LAG, Duration.ofNanos(System.nanoTime() - intended));
            }
            started.add(start.apply(intended));
        }
    }

    /// Waits until what it started has ended, or the time is over. A checkpoint.
    void awaitEnd(Duration limit) throws InterruptedException {
        if (!Patience.until(limit, () -> started.stream().allMatch(Future::isDone))) {
            long left = started.stream().filter(each -> !each.isDone()).count();
            run.book().invalid(left + " of what was started did not end within " + limit.toSeconds() + " s");
        }
    }
}
