package dev.corral.server.cli.process;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/// What signals do: the first begins an orderly stop, every further one ends the process at once.
/// Thread-safe.
final class StopPlan {
    private final Consumer<StopSignal> orderly;
    private final IntConsumer halt;
    private final AtomicBoolean begun = new AtomicBoolean();

    /// @param halt ends the process with this code
    StopPlan(Consumer<StopSignal> orderly, IntConsumer halt) {
        this.orderly = orderly;
        this.halt = halt;
    }

    void on(StopSignal signal) {
        if (begun.compareAndSet(false, true)) {
            orderly.accept(signal);
        } else {
            halt.accept(signal.exitCode());
        }
    }
}
