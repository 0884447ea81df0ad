package dev.corral.nursery;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.List;
import java.util.Objects;

/// A value that is set once, by any thread, and that any number of tasks wait for. It can also be failed or
/// cancelled, which those who wait then see.
///
/// Thread-safe; usable in several runs. A waiting task that is cancelled harms nobody else. What happens
/// before the setting happens before the return of every [#await].
public final class OneShot<T> {
    private sealed interface State<T> {
        record Open<T>() implements State<T> {}

        record Set<T>(T value) implements State<T> {}

        record Failed<T>(Exception error) implements State<T> {}
    }

    private final WaitLine line;

    @GuardedBy("line")
    private State<T> state = new State.Open<>();

    /// @param name shown in task trees
    public OneShot(String name) {
        this.line = new WaitLine(WaitKind.FUTURE, name);
    }

    /// Sets the value. Not a checkpoint.
    ///
    /// @param value not null
    /// @throws IllegalStateException if it was set, failed or cancelled before
    public void set(T value) {
        if (!trySet(value)) {
            throw new IllegalStateException("it was settled before: " + this);
        }
    }

    /// Sets the value; false, and nothing changes, if it was set, failed or cancelled before. Not a
    /// checkpoint.
    public boolean trySet(T value) {
        return settle(new State.Set<>(Objects.requireNonNull(value, "value")));
    }

    /// Fails it: those who wait throw the error, by identity. False, and nothing changes, if it was settled
    /// before. Not a checkpoint.
    public boolean fail(Exception error) {
        return settle(new State.Failed<>(Objects.requireNonNull(error, "error")));
    }

    /// Cancels it: those who wait throw [OneShotCancelled]. False, and nothing changes, if it was settled
    /// before. Not a checkpoint.
    public boolean cancel(String reason) {
        return fail(new OneShotCancelled(line.name(), reason));
    }

    private boolean settle(State<T> how) {
        List<WaitLine.Cell> woken;
        synchronized (line) {
            if (!(state instanceof State.Open)) {
                return false;
            }
            state = how;
            woken = line.all();
        }
        WaitLine.wake(woken);
        return true;
    }

    /// Whether it was set, failed or cancelled.
    public boolean isSettled() {
        synchronized (line) {
            return !(state instanceof State.Open);
        }
    }

    /// Waits for the value. A checkpoint.
    ///
    /// @throws Exception what [#fail] was given, by identity
    /// @throws OneShotCancelled if it was cancelled
    public T await() throws Exception {
        Task<?> task = Task.checkpointStart();
        WaitLine.Cell cell;
        synchronized (line) {
            cell = state instanceof State.Open ? line.join(task) : null;
        }
        WaitLine.await(task, cell);
        return settled();
    }

    private T settled() throws Exception {
        State<T> now;
        synchronized (line) {
            now = state;
        }
        return switch (now) {
            case State.Set<T>(T value) -> value;
            case State.Failed<T>(Exception error) -> throw error;
            case State.Open<T>() -> throw new IllegalStateException("woken, and not settled: " + this);
        };
    }

    /// Tasks that wait for it now.
    public int waiting() {
        synchronized (line) {
            return line.size();
        }
    }

    @Override
    public String toString() {
        State<T> now;
        int waiting;
        synchronized (line) {
            now = state;
            waiting = line.size();
        }
        String word =
                switch (now) {
                    case State.Open<T>() -> waiting + " waiting";
                    case State.Set<T>(var _) -> "set";
                    case State.Failed<T>(Exception error) -> "failed: " + ThrownText.of(error);
                };
        return "OneShot[" + line.name() + ", " + word + "]";
    }
}
