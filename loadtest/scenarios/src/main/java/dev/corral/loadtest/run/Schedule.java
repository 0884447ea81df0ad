package dev.corral.loadtest.run;

import io.gatling.javaapi.core.CoreDsl;
import io.gatling.javaapi.core.OpenInjectionStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// When arrivals of an open model come: steps of a constant rate, one after the other. Immutable.
///
/// The first step warms up: its arrivals are not measured, but tell how late Gatling begins.
public record Schedule(List<Step> steps) {
    /// The name of the first step.
    public static final String WARM_UP = "warm-up";

    public Schedule {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || !steps.getFirst().phase().equals(WARM_UP)) {
            throw new IllegalArgumentException("steps are " + steps + "; expected them to begin with " + WARM_UP);
        }
    }

    /// Some time at one rate.
    ///
    /// @param phase for the names of samples; empty for none
    public record Step(String phase, double perSecond, Duration duration) {
        long arrivals() {
            return Math.max(1, Math.round(perSecond * duration.toNanos() / 1e9));
        }

        long offsetNanos(long arrival) {
            return arrival * duration.toNanos() / arrivals();
        }
    }

    /// An arrival's intention.
    public record Intention(Step step, long offsetNanos) {}

    /// When the arrival of this number, from 0, is to come; the last one for all beyond.
    public Intention at(long number) {
        long before = 0;
        long left = number;
        for (Step step : steps) {
            if (left < step.arrivals()) {
                return new Intention(step, before + step.offsetNanos(left));
            }
            left -= step.arrivals();
            before += step.duration().toNanos();
        }
        return new Intention(steps.getLast(), before);
    }

    public Duration duration() {
        return steps.stream().map(Step::duration).reduce(Duration.ZERO, Duration::plus);
    }

    /// The same for Gatling.
    List<OpenInjectionStep> injection() {
        List<OpenInjectionStep> injection = new ArrayList<>();
        for (Step step : steps) {
            injection.add(CoreDsl.rampUsers((int) step.arrivals()).during(step.duration()));
        }
        return injection;
    }
}
