package dev.corral.server.cli.process;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What signals do: the first begins an orderly stop, every further one ends the process at once.
/// Thread-safe.
///
/// The same signal soon after the first is the first once more: `timeout` sends its signal to the command and then to
/// the whole group, and a service manager may do so too.
final class StopPlan {
    static final Duration ONE_AND_THE_SAME = Duration.ofMillis(200);

    private final Consumer<StopSignal> orderly;
    private final IntConsumer halt;
    private final LongSupplier nanoTime;

    @GuardedBy("this")
    private @Nullable StopSignal first;

    @GuardedBy("this")
    private long firstNanos;

    /// @param halt ends the process with this code
    StopPlan(Consumer<StopSignal> orderly, IntConsumer halt, LongSupplier nanoTime) {
        this.orderly = orderly;
        this.halt = halt;
        this.nanoTime = nanoTime;
    }

    void on(StopSignal signal) {
        if (isFirst(signal)) {
            orderly.accept(signal);
        } else if (!isFirstOnceMore(signal)) {
            halt.accept(signal.exitCode());
        }
    }

    private synchronized boolean isFirst(StopSignal signal) {
        if (first != null) {
            return false;
        }
        first = signal;
        firstNanos = nanoTime.getAsLong();
        return true;
    }

    private synchronized boolean isFirstOnceMore(StopSignal signal) {
        return signal == first && nanoTime.getAsLong() - firstNanos < ONE_AND_THE_SAME.toNanos();
    }
}
