package dev.corral.server.run;

import dev.corral.nursery.Clock;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// One timer of the clock, which rings at the earliest moment that it was set to. Its owner's lock guards it,
/// and comes before the clock's own; it rings without locks.
final class Alarm {
    private final Clock clock;
    private final LongConsumer whenItRings;
    private Clock.@Nullable Timer timer;
    private long atNanos;
    /// Tells a timer that rings while it is being replaced from the one that stands.
    private long number;

    /// @param whenItRings runs on a thread of the clock, and gives what it hears to [#rang], under the
    ///     owner's lock
    Alarm(Clock clock, LongConsumer whenItRings) {
        this.clock = clock;
        this.whenItRings = whenItRings;
    }

    /// Rings at that moment, or earlier if it was set so.
    void setAtLatest(long nanos) {
        if (timer != null && atNanos - nanos <= 0) {
            return;
        }
        off();
        atNanos = nanos;
        long current = ++number;
        timer = clock.schedule(nanos, () -> whenItRings.accept(current));
    }

    void rang(long which) {
        if (which == number) {
            timer = null;
        }
    }

    void off() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
