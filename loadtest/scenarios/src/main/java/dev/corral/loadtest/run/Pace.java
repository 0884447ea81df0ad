package dev.corral.loadtest.run;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.corral.loadtest.measure.Samples;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Knows of each arrival when it should have come, and books how late it was. Thread-safe.
///
/// Gatling does not tell when it begins, so the start is taken from the arrival of the warm-up that was least
/// late.
final class Pace {
    private final Schedule schedule;
    private final Run run;

    @GuardedBy("this")
    private long next;

    @GuardedBy("this")
    private long startNanos = Long.MAX_VALUE;

    @GuardedBy("this")
    private Schedule.@Nullable Step step;

    /// One arrival.
    ///
    /// @param number from 0
    record Arrival(long number, String phase, long intendedNanos) {}

    Pace(Schedule schedule, Run run) {
        this.schedule = schedule;
        this.run = run;
    }

    synchronized Arrival arrive() {
        long now = System.nanoTime();
        long number = next++;
        Schedule.Intention intention = schedule.at(number);
        Schedule.Step at = intention.step();
        if (!at.equals(step)) {
            step = at;
            run.book().phase((at.phase().isEmpty() ? "measured" : at.phase()) + ", " + at.perSecond() + " a second");
        }
        if (at.phase().equals(Schedule.WARM_UP)) {
            startNanos = Math.min(startNanos, now - intention.offsetNanos());
            return new Arrival(number, Schedule.WARM_UP, now);
        }
        long intended = Math.min(now, startNanos + intention.offsetNanos());
        Duration lag = Duration.ofNanos(now - intended);
        run.samples().record(Samples.INJECTION_LAG, lag);
        if (!at.phase().isEmpty()) {
            run.samples().record(Account.named(Samples.INJECTION_LAG, at.phase()), lag);
        }
        return new Arrival(number, at.phase(), intended);
    }
}
