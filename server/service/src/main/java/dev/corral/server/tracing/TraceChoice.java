package dev.corral.server.tracing;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Which jobs are traced. A caller that does not record its trace has said no; one that does is followed, but only so
/// often: else whoever may send jobs could have all of them traced. Thread-safe.
final class TraceChoice {
    /// Jobs a second that are traced because their callers are.
    static final int MOST_FOLLOWED = 10;

    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final double ratio;
    private final RandomGenerator random;
    private final LongSupplier nanoTime;

    @GuardedBy("this")
    private double allowed = MOST_FOLLOWED;

    @GuardedBy("this")
    private long lastNanos;

    /// @param ratio of jobs that come without a trace
    TraceChoice(double ratio, RandomGenerator random, LongSupplier nanoTime) {
        this.ratio = ratio;
        this.random = random;
        this.nanoTime = nanoTime;
        this.lastNanos = nanoTime.getAsLong();
    }

    /// @param parent null for a job without a trace of its caller
    boolean isTraced(@Nullable TraceParent parent) {
        return parent == null ? random.nextDouble() < ratio : parent.sampled() && follows();
    }

    private synchronized boolean follows() {
        long now = nanoTime.getAsLong();
        allowed = Math.min(MOST_FOLLOWED, allowed + (now - lastNanos) / NANOS_PER_SECOND * MOST_FOLLOWED);
        lastNanos = now;
        if (allowed < 1) {
            return false;
        }
        allowed--;
        return true;
    }
}
