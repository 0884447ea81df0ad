package dev.corral.server.metrics;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.micrometer.core.instrument.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value that many gauges of one scrape show parts of: taken once for all of them, and so of one moment.
/// Thread-safe.
final class Recent<T> {
    private static final long GOOD_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Clock clock;
    private final Supplier<T> take;

    @GuardedBy("this")
    private @Nullable T value;

    @GuardedBy("this")
    private long takenNanos;

    Recent(Clock clock, Supplier<T> take) {
        this.clock = clock;
        this.take = take;
    }

    synchronized T get() {
        T recent = value;
        long now = clock.monotonicTime();
        if (recent == null || now - takenNanos > GOOD_NANOS) {
            recent = take.get();
            value = recent;
            takenNanos = now;
        }
        return recent;
    }
}
