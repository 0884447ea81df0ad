package dev.corral.nursery;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// How a task that was started by [Nursery#startReady] says that it is ready, and hands over a value.
///
/// @param <R> what is handed over
public final class Ready<R extends @Nullable Object> {
    private final @Nullable Arrival arrival;
    private final AtomicBoolean said = new AtomicBoolean();

    Ready(@Nullable Arrival arrival) {
        this.arrival = arrival;
    }

    /// For calling a function that wants to say that it is ready when nobody waits for that.
    public static <R extends @Nullable Object> Ready<R> ignored() {
        return new Ready<>(null);
    }

    /// Says that the task is ready: from here on it belongs to its nursery, and runs under the nursery's
    /// scope. If the starter was cancelled meanwhile nothing changes, and the task is cancelled with it. Not
    /// a checkpoint.
    ///
    /// @throws IllegalStateException if it was said before, or by anybody but the task itself
    public void ready(R value) {
        if (arrival != null) {
            arrival.requireOwn();
        }
        if (!said.compareAndSet(false, true)) {
            throw new IllegalStateException("it was said before that this task is ready");
        }
        if (arrival != null) {
            arrival.arrive(value);
        }
    }
}
