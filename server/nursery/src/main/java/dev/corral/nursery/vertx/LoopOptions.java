package dev.corral.nursery.vertx;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/// How a [LoopBackend] watches its loops.
///
/// @param stallLimit a task that holds its loop for longer in one go is told of, once for each time; seen a
///     quarter of this late at most. Longer than an hour is as good as never
/// @param onStall told on the thread of the clock: must not wait
public record LoopOptions(Duration stallLimit, Consumer<? super Stall> onStall) {
    private static final Duration SHORTEST = Duration.ofMillis(4);
    /// Far below where nanosecond arithmetic wraps.
    private static final Duration LONGEST = Duration.ofDays(36_500);

    /// Warns in the system's log after 100 milliseconds.
    public static final LoopOptions DEFAULTS = new LoopOptions(Duration.ofMillis(100), Stall::warn);

    public LoopOptions {
        Objects.requireNonNull(onStall, "onStall");
        if (stallLimit.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("stallLimit is " + stallLimit + ", expected " + SHORTEST
                    + " or more: less is everyday delay of a busy machine");
        }
    }

    long stallLimitNanos() {
        return stallLimit.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : stallLimit.toNanos();
    }

    public LoopOptions stallLimit(Duration limit) {
        return new LoopOptions(limit, onStall);
    }

    public LoopOptions onStall(Consumer<? super Stall> listener) {
        return new LoopOptions(stallLimit, listener);
    }
}
